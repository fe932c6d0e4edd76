package dev.tilefleet.api.inbox;

import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.VersionProbe;

/** What has to be known of a store before files are taken out of it. */
record Preparation(TileStore store) {

    /**
     * The inbox, as it is to be looked at in this store.
     *
     * @throws dev.tilefleet.store.UnsuitableStoreException if a file that is overwritten could be taken for what it was
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer
     */
    Shelf shelf() {
        new VersionProbe(store).requireCopies();
        return new Shelf(store, store.keepsVersions());
    }
}

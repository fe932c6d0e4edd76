package dev.tilefleet.api.intake;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.TileStore;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Tiles that lie in the store already, as dropped files do: the store copies them to where inputs lie, and from there on
 * they are accepted as any other. Straight-line code.
 */
public final class StoredTiles {
    private static final int PIECE = 64 << 10;

    private final TileStore store;
    private final Acceptance acceptance;
    private final long limit;

    /** @param limit on a tile's bytes */
    public StoredTiles(TileStore store, Acceptance acceptance, ByteSize limit) {
        this.store = store;
        this.acceptance = acceptance;
        this.limit = limit.bytes();
    }

    /** What became of a tile. */
    public sealed interface Result {
        /** It is acknowledged by store and queue. */
        record Accepted(Job job) implements Result {}

        /** Somebody else had taken it. */
        record Taken() implements Result {}

        /** It is not there any more, or another version is. */
        record Gone() implements Result {}
    }

    /**
     * Makes a job of this version of an object, unless there is one.
     *
     * @param drop the digest of the version's name, under which it has one job for ever
     * @param again whether to go on where somebody began and did not come to the end
     * @throws ProblemException if it is no tile, or a tile that would be refused over HTTP
     * @throws StoreUnavailableException nothing was promised, to be gone on with
     * @throws dev.tilefleet.queue.QueueUnavailableException likewise
     */
    public Result accept(Sha256 drop, Submission asked, StoredObject tile, boolean again) {
        if (tile.size() > limit) {
            throw UploadLimit.exceeded(limit);
        }
        Optional<Ticket> redeemed = acceptance.redeem(drop, asked.caller().owner(), again);
        if (redeemed.isEmpty()) {
            return new Result.Taken();
        }
        Ticket ticket = redeemed.get();
        if (ticket.standing().isPresent()) {
            return new Result.Accepted(acceptance.resume(ticket.standing().get()));
        }
        return copied(tile, ticket.input())
                ? new Result.Accepted(acceptance.adopt(ticket, arrival(asked, tile, ticket.input())))
                : new Result.Gone();
    }

    /** Not every store looks at the version and reads the bytes in one step: where it was overwritten meanwhile, either may be. */
    private boolean copied(StoredObject tile, String input) {
        if (!store.copy(tile, input)) {
            return false;
        }
        boolean isSure = tile.version().id().isPresent()
                || store.look(tile.key())
                        .filter(now ->
                                now.version().eTag().equals(tile.version().eTag()))
                        .isPresent();
        if (!isSure) {
            acceptance.removeInput(input);
        }
        return isSure;
    }

    private Arrival arrival(Submission asked, StoredObject tile, String input) {
        try (TileStore.Content content = store.open(input)
                .orElseThrow(
                        () -> new StoreUnavailableException("the store lost what it copied a moment ago, " + input))) {
            return new Arrival(asked, content.size(), digest(content.stream()), FileName.plain(tile.key()));
        } catch (IOException e) {
            throw new StoreUnavailableException("reading " + input + ": " + e.getMessage(), e);
        } catch (ProblemException e) {
            acceptance.removeInput(input);
            throw e;
        }
    }

    private static Sha256 digest(InputStream tile) throws IOException {
        MessageDigest digest = Sha256.running();
        byte[] piece = new byte[PIECE];
        int length = tile.readNBytes(piece, 0, TiffMagic.LENGTH);
        if (length == 0) {
            throw new ProblemException(ProblemType.EMPTY_BODY, "The file is empty. Put the GeoTIFF there whole.");
        }
        if (length < TiffMagic.LENGTH || !TiffMagic.matches(Buffer.buffer(piece))) {
            throw TiffMagic.missing();
        }
        while (length > 0) {
            digest.update(piece, 0, length);
            length = tile.readNBytes(piece, 0, PIECE);
        }
        return Sha256.finish(digest);
    }
}

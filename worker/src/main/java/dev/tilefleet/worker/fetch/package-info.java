/** Out of the store: {@link dev.tilefleet.worker.fetch.InputFetcher} brings a tile's bytes into memory and checks them. */
package dev.tilefleet.worker.fetch;

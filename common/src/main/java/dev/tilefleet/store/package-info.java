/**
 * What is true: the objects of {@code docs/DESIGN.md} section 2 in any S3 store.
 *
 * <p>{@link dev.tilefleet.store.TileStore} speaks S3, {@link dev.tilefleet.store.ObjectKeys} names the objects, {@link
 * dev.tilefleet.store.Register} is the one place where a job ends. The MinIO SDK stays behind this package.
 */
package dev.tilefleet.store;

/**
 * From a model's output to the result: classes per pixel, as a NumPy file.
 *
 * <p>{@link dev.tilefleet.worker.encode.MaskEncoder} makes the file of an output; {@link
 * dev.tilefleet.worker.encode.Npy} is its form, written and read.
 */
package dev.tilefleet.worker.encode;

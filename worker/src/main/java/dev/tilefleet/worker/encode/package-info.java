/** From a model's output to the result: classes per pixel, as a NumPy file. */
package dev.tilefleet.worker.encode;

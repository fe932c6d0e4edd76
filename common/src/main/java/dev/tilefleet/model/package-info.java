/**
 * What a model wants and gives, read from {@code models/{process}/item.json}: a STAC Item with the Machine Learning
 * Model extension 1.5.
 *
 * <p>{@link dev.tilefleet.model.ModelCatalog} reads a folder of them. This package knows no tensor library: running a
 * model is {@code dev.tilefleet.worker.infer}.
 */
package dev.tilefleet.model;

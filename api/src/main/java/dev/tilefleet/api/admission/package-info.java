/**
 * How much a replica takes on: {@link dev.tilefleet.api.admission.AdmissionGate} refuses what is too much before anything
 * of its body is read. Each replica counts for itself, but for the queue's depth and the owners' open jobs, which are the same
 * for all. Whoever receives a tile says when it is in ({@link dev.tilefleet.api.admission.UploadSlot}).
 */
package dev.tilefleet.api.admission;

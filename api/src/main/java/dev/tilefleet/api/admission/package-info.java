/**
 * How much a replica takes on: {@link dev.tilefleet.api.admission.AdmissionGate} refuses what is too much before anything
 * of its body is read. Each replica counts for itself, but for the queue's depth, which is the same for all.
 */
package dev.tilefleet.api.admission;

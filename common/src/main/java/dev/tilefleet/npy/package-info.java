/** Masks in NumPy's file format, as workers write them and others read them. */
package dev.tilefleet.npy;

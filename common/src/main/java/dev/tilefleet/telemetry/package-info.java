/** The names of meters, declared once; the same name means the same thing in every process. */
package dev.tilefleet.telemetry;

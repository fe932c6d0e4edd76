/** OGC API – Processes: {@link dev.tilefleet.api.ogc.Processes} knows the models, {@code ProcessRoutes} describes them. */
package dev.tilefleet.api.ogc;

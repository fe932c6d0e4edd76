/**
 * OGC API – Processes: {@link dev.tilefleet.api.ogc.Processes} knows the models, {@code ProcessRoutes} describes them,
 * {@code LandingRoutes} says where everything is and what it conforms to.
 */
package dev.tilefleet.api.ogc;

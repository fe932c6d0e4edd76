/**
 * The page for people at {@code /}: {@link dev.tilefleet.api.page.PageRoutes} serves what lies in this package's resources
 * as it is. There is no build step: HTML, one style sheet and ES modules that speak the same API as any other client.
 */
package dev.tilefleet.api.page;

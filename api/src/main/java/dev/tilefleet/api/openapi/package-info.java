/**
 * {@code GET /api}: the OpenAPI document, made of the routes there are, of what a resource beside this package says
 * about each of them ({@code paths/}, one file a path), and of the table of problems.
 */
package dev.tilefleet.api.openapi;

/**
 * Requests to URLs that users gave: callbacks, tiles to be fetched. {@link dev.tilefleet.api.outbound.Outbound} makes
 * them, and nothing else may.
 *
 * <p>The guard against server-side request forgery stands in the middle: {@code Target} reads the URL, {@code Guard}
 * looks its host up once and judges every address by {@code PublicInternet} and the operator's {@code AllowList}; the
 * address that was judged is the one that is connected to.
 */
package dev.tilefleet.api.outbound;

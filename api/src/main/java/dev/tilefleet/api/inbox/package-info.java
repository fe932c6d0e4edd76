/**
 * Files become jobs by being dropped: a version of an object under {@code inbox/{process}/} is one job, or one error
 * document in the outbox, whoever finds it, how often and when.
 *
 * <p>{@link dev.tilefleet.api.inbox.Inbox} wires it. A sweep compares what lies in the inbox with the marks under {@code
 * keys/inbox/}, whose names are digests of key and version, and is all that is needed; events of the store only make it
 * fast. Every replica sweeps, and none knows of the others.
 *
 * <p>Order of writes: {@code keys/inbox/open/{digest}} says that somebody begins; then, as for any submission, the claim
 * {@code keys/inbox/{digest}}, the input, {@code jobs/{id}.json} and the job record; then the first goes. Whoever dies in
 * between leaves it, and whoever sees it in two sweeps of his goes on.
 */
package dev.tilefleet.api.inbox;

/**
 * Waiting for a job without a thread: {@link dev.tilefleet.api.follow.FollowRoutes} answers when it has ended, or with the
 * events of its life; {@link dev.tilefleet.api.follow.Following} tells its end to any other who has the patience, and {@link
 * dev.tilefleet.api.follow.HangUp} when he has left.
 *
 * <p>What wakes a waiter is the job view's news, of whichever replica or worker they are; only a job of which nothing is
 * heard for long is looked up.
 */
package dev.tilefleet.api.follow;

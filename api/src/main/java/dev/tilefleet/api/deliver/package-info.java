/**
 * Tells callbacks: {@link dev.tilefleet.api.deliver.DeliveryStage} reads how jobs ended, as a member of a consumer group,
 * and posts each end to those who asked for it, signed as Standard Webhooks 1.0 asks, until they have it or the schedule
 * is over.
 * Ends of dropped files' jobs are laid into the outbox by the same machinery.
 *
 * <p>What is to be told lies in the store before the offset is committed: a report ({@code deliveries/…}) and a timer
 * ({@code retries/…}) for each callback. A timer lies in the shard of the partition that told the end, and who owns the
 * partition works the shard, so that mostly one replica posts; two may after a rebalance, with the same {@code
 * webhook-id}. Nothing that waits is in memory: a receiver that is away costs timers in the store, and looks at them.
 */
package dev.tilefleet.api.deliver;

/**
 * Settings from {@code TILEFLEET_*} environment variables into records.
 *
 * <p>Each configuration record is made by a static {@code from(Settings)}. {@link dev.tilefleet.config.Settings}
 * collects every problem, so that one start reports them all; {@link dev.tilefleet.config.Secret} never prints itself.
 */
package dev.tilefleet.config;

/** A real browser for tests of the page: {@link dev.tilefleet.standalone.browser.Browser} drives Chromium, headless. */
package dev.tilefleet.standalone.browser;

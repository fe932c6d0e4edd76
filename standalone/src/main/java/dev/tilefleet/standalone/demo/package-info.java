/**
 * The demonstration: a fleet that lives for one tile, and a check of what it says against what people drew by hand.
 *
 * <p>{@link dev.tilefleet.standalone.demo.Demo} runs it and tells a {@link dev.tilefleet.standalone.demo.Narrator} how
 * it goes. The fleet is the real one; the tile goes in and the mask comes out over HTTP, as any client would have it.
 */
package dev.tilefleet.standalone.demo;

/**
 * How a function's process begins, and how it is asked whether it serves. No wiring, no HTTP of
 * objects.
 */
@NullMarked
package io.strongroom.runtime.start;

import org.jspecify.annotations.NullMarked;

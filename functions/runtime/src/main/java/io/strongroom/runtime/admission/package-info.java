/**
 * How much is taken on at once: one budget for the bytes that requests hold, and who has to make
 * room when it is spent. No HTTP, no operations.
 */
@NullMarked
package io.strongroom.runtime.admission;

import org.jspecify.annotations.NullMarked;

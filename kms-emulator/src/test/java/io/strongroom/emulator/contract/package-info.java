/** The contract of the operations, kept by both APIs. */
@NullMarked
package io.strongroom.emulator.contract;

import org.jspecify.annotations.NullMarked;

/** Settings and counters that can be changed and read while running. From loopback only. */
@NullMarked
package io.strongroom.emulator.admin;

import org.jspecify.annotations.NullMarked;

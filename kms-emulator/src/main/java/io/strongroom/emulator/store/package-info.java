/**
 * Keys, names and wrapped material in PostgreSQL. Entities stay in here; what leaves are the values
 * of {@code key}. Decides nothing about keys: callers hand in the change to make.
 */
@NullMarked
package io.strongroom.emulator.store;

import org.jspecify.annotations.NullMarked;

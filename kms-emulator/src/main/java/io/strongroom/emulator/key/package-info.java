/**
 * Keys and the rules they live by: identifiers, states, refusals. No wire format, no database, no
 * key material.
 */
@NullMarked
package io.strongroom.emulator.key;

import org.jspecify.annotations.NullMarked;

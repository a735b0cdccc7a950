/**
 * What a request meets before anybody knows who sent it: counts, a budget of memory, clocks, the
 * names of this server. Knows no dialect and no key.
 */
@NullMarked
package io.strongroom.emulator.intake;

import org.jspecify.annotations.NullMarked;

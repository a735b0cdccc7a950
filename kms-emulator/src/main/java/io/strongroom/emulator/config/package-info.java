/** Settings of the emulator, all under {@code strongroom.kms}. Reads only; decides nothing. */
@NullMarked
package io.strongroom.emulator.config;

import org.jspecify.annotations.NullMarked;

/** Settings of the emulator, all under {@code strongroom.kms}. Reads only; decides nothing. */
@NullMarked
package io.strongroom.kms.emulator.config;

import org.jspecify.annotations.NullMarked;

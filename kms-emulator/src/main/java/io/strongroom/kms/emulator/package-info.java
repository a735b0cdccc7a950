/**
 * The emulator as a program: its listener, its schema, its start. Everything else is in the
 * packages below; the only way in from other modules is HTTP, {@link
 * io.strongroom.kms.emulator.KmsEndpoint} and {@link io.strongroom.kms.emulator.KmsSchema}.
 */
@NullMarked
package io.strongroom.kms.emulator;

import org.jspecify.annotations.NullMarked;

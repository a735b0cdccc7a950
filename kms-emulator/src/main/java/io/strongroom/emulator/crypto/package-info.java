/**
 * Cryptography of the emulator: the root key, the wrapping of key material under it, the ciphertext
 * blob and the canonical encryption context. Plaintext key material exists only in here. Nothing
 * here knows a wire format, a key state or a database.
 */
@NullMarked
package io.strongroom.emulator.crypto;

import org.jspecify.annotations.NullMarked;

/**
 * How an object is to be sealed, as a value. Envelope logic is in {@code envelope}, ciphers in
 * {@code io.strongroom.crypto}.
 */
@NullMarked
package io.strongroom.domain.encryption;

import org.jspecify.annotations.NullMarked;

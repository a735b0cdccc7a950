/**
 * How an object is to be sealed, and the envelope logic around data keys. No cipher: those are in
 * {@code io.strongroom.crypto}.
 */
@NullMarked
package io.strongroom.domain.encryption;

import org.jspecify.annotations.NullMarked;

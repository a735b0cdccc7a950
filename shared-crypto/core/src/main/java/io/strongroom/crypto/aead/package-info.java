/**
 * The algorithms, and the only package that names one: authenticated ciphers, HMAC and HKDF, chosen
 * by {@link io.strongroom.crypto.aead.Suite}. Works on plain byte arrays; key ownership, formats
 * and files are elsewhere.
 */
@NullMarked
package io.strongroom.crypto.aead;

import org.jspecify.annotations.NullMarked;

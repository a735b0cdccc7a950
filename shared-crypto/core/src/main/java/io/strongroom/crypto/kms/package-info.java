/**
 * The port to a key management service, and the errors it may answer with. No provider, no retry,
 * no cache: those are in {@code io.strongroom.kms}.
 */
@NullMarked
package io.strongroom.crypto.kms;

import org.jspecify.annotations.NullMarked;

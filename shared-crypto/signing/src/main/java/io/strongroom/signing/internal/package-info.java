/** Hashing and escaping shared by the signature schemes; used by nobody outside this module. */
@NullMarked
package io.strongroom.signing.internal;

import org.jspecify.annotations.NullMarked;

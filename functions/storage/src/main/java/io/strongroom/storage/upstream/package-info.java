/** Blobs in any store that speaks S3; it never sees plaintext, keys or names. */
@NullMarked
package io.strongroom.storage.upstream;

import org.jspecify.annotations.NullMarked;

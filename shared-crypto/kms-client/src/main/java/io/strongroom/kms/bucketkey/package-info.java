/** Bucket keys: fetched rarely, held briefly, zeroed when dropped. Nothing here wraps data keys. */
@NullMarked
package io.strongroom.kms.bucketkey;

import org.jspecify.annotations.NullMarked;

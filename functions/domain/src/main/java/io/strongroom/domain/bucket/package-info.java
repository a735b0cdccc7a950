/** Buckets and the operations on them. No object data. */
@NullMarked
package io.strongroom.domain.bucket;

import org.jspecify.annotations.NullMarked;

/**
 * Operations on buckets and their encryption configuration, as far as the dialects agree on them.
 */
@NullMarked
package io.strongroom.protocol.http.bucket;

import org.jspecify.annotations.NullMarked;

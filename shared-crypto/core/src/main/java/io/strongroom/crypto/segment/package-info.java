/**
 * Sealed streams: c2sp.org/chunked-encryption v1 for every {@link io.strongroom.crypto.aead.Suite},
 * written push style and read at any position (SPEC §3). Knows nothing of who wraps the data key,
 * nor where blobs are kept.
 */
@NullMarked
package io.strongroom.crypto.segment;

import org.jspecify.annotations.NullMarked;

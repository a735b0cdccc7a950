package io.strongroom.domain.record;

import io.strongroom.domain.name.ETag;
import java.time.Instant;

/**
 * What of an object is fixed when its bytes are written, and never changes.
 *
 * @param size plaintext length in bytes
 * @param manifest the authenticated part manifest, see SPEC.md
 */
public record Content(long size, ETag etag, Instant lastModified, SealedManifest manifest) {}

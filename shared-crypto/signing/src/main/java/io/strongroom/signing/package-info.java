/**
 * Request signatures: what a signed request is, who signed it, how far the signature covers the
 * body, and why a signature was refused. One sub-package per scheme: {@code v4} (AWS Signature
 * Version 4), {@code v2} (AWS Version 2 and OBS), {@code apig} (SDK-HMAC-SHA256).
 *
 * <p>No HTTP library, status or error code: callers copy the raw request line and headers in, and
 * map {@link io.strongroom.signing.SignatureException} out.
 */
@NullMarked
package io.strongroom.signing;

import org.jspecify.annotations.NullMarked;

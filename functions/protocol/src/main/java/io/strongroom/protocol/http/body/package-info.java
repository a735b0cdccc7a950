/**
 * The body of a request on its way in: aws-chunked framing off, signatures, checksums and lengths
 * checked while the bytes pass. Blocking streams for virtual threads; nothing here knows a status,
 * an error code or the rest of the protocol.
 */
@NullMarked
package io.strongroom.protocol.http.body;

import org.jspecify.annotations.NullMarked;

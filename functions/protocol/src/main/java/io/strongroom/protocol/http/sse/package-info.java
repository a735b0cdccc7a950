/**
 * Encryption headers, the same grammar in both dialects: requests in, echoes out. Decides nothing:
 * what applies to an object is the domain's business.
 */
@NullMarked
package io.strongroom.protocol.http.sse;

import org.jspecify.annotations.NullMarked;

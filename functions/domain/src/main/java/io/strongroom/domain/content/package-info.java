/**
 * Bytes of objects on their way in and out: sealing, opening, digests, re-wraps. No decision about
 * who may.
 */
@NullMarked
package io.strongroom.domain.content;

import org.jspecify.annotations.NullMarked;

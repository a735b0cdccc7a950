/**
 * Which key wraps what: envelopes, service keys, bucket keys, and who closes them. No cipher and no
 * bytes of objects.
 */
@NullMarked
package io.strongroom.domain.envelope;

import org.jspecify.annotations.NullMarked;

/**
 * What happens around one KMS call: retries, waiting, limits, refusals. Knows the port and nothing
 * of any provider. The state machines of retry, timeout and circuit breaker are SmallRye Fault
 * Tolerance's; full jitter, server hints, the retry quota and the limits it lacks are written here.
 */
@NullMarked
package io.strongroom.kms.resilience;

import org.jspecify.annotations.NullMarked;

/**
 * {@code strongroom dev}: a throw-away server with known keys, for tests and CI, that can be told
 * to fail.
 *
 * <p>Not here: anything that {@code serve} runs. What is in here does nothing unless {@code dev}
 * started the process.
 */
@NullMarked
package io.strongroom.gateway.dev;

import org.jspecify.annotations.NullMarked;

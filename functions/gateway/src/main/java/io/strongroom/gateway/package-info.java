/**
 * The process that runs every function at once: its entry, and what Quarkus starts.
 *
 * <p>What the commands do is in {@code launcher}, {@code setup} and {@code demo}; what answers
 * requests is in the function modules. This package adds no behaviour to either.
 */
@NullMarked
package io.strongroom.gateway;

import org.jspecify.annotations.NullMarked;

/**
 * The process that runs every function at once: the command line and what Quarkus starts.
 *
 * <p>What prepares a data folder lives in {@code local}; what answers requests lives in the
 * function modules. This package adds no behaviour to either.
 */
@NullMarked
package io.strongroom.gateway;

import org.jspecify.annotations.NullMarked;

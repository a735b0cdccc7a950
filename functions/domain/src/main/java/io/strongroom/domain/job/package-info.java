/**
 * Work on many objects, and what has to be known before it: which keys they need.
 *
 * <p>Not here: how work is claimed and counted, which the store knows, and when, which a process
 * decides.
 */
@NullMarked
package io.strongroom.domain.job;

import org.jspecify.annotations.NullMarked;

/**
 * What goes by itself, now and then: blobs that nothing needs, and what lifecycle rules let go.
 *
 * <p>Not here: how it is found and removed, which the domain and the storage know.
 */
@NullMarked
package io.strongroom.upkeep;

import org.jspecify.annotations.NullMarked;

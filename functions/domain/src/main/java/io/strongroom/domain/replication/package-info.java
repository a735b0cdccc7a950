/**
 * Copies of what is written, which rules of a bucket ask for: to where, in whose name, under which
 * key.
 *
 * <p>Not here: what there is to copy, which the store notes with each change, and how another
 * server is reached.
 */
@NullMarked
package io.strongroom.domain.replication;

import org.jspecify.annotations.NullMarked;

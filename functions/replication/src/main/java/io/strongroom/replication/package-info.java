/**
 * Copies that rules of buckets ask for, made as long as there are any to make.
 *
 * <p>Not here: what is to be copied and how, which the domain and the storage know.
 */
@NullMarked
package io.strongroom.replication;

import org.jspecify.annotations.NullMarked;

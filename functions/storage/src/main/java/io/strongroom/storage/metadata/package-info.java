/**
 * The metadata ports over PostgreSQL. Entities are rows and stay in here; what goes out are the
 * domain's records.
 *
 * <p>Locks are taken in one order everywhere, so that transactions wait for one another and never
 * in a circle: bucket, object's name, upload, object (by key), part, blob (by id).
 */
@NullMarked
package io.strongroom.storage.metadata;

import org.jspecify.annotations.NullMarked;

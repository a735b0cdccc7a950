/**
 * The metadata ports over PostgreSQL. Entities are rows and stay in here; what goes out are the
 * domain's records.
 *
 * <p>Every operation is one statement and so one transaction: what writes, and what reads objects,
 * through the SQL client ({@link io.strongroom.storage.metadata.Statements}); what reads buckets,
 * uploads, parts and listings through Hibernate's mapping ({@link
 * io.strongroom.storage.metadata.Questions}).
 *
 * <p>Locks are taken in one order everywhere, so that statements wait for one another and never in
 * a circle: bucket, object, upload (by id), part, blob (by id).
 */
@NullMarked
package io.strongroom.storage.metadata;

import org.jspecify.annotations.NullMarked;

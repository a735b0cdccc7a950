/**
 * Telling those who want to know what happens to objects of a bucket.
 *
 * <p>Not here: what happened, which the store notes with each change, and how somebody is reached.
 */
@NullMarked
package io.strongroom.domain.notification;

import org.jspecify.annotations.NullMarked;

/**
 * What is done once per deployment, before anything serves: the secrets of containers, and the
 * roles and rights in the database.
 *
 * <p>Not here: anything that a running server does.
 */
@NullMarked
package io.strongroom.setup;

import org.jspecify.annotations.NullMarked;

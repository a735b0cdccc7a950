/** AccountMembers in PostgreSQL: the schema {@code identity}. */
@NullMarked
package io.strongroom.storage.identity;

import org.jspecify.annotations.NullMarked;

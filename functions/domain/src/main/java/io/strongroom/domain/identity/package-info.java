/** Accounts, users, groups, roles and their keys, as they are kept. */
@NullMarked
package io.strongroom.domain.identity;

import org.jspecify.annotations.NullMarked;

/** What administrators do with accounts, users, groups, roles, keys and policies, and sessions. */
@NullMarked
package io.strongroom.domain.iam;

import org.jspecify.annotations.NullMarked;

/**
 * Key policies: what the policy language means for a KMS, its actions, its condition keys and its
 * callers. Pure: text in, policies out. The language itself is a module of its own. Loads nothing,
 * knows no grant.
 */
@NullMarked
package io.strongroom.emulator.policy;

import org.jspecify.annotations.NullMarked;

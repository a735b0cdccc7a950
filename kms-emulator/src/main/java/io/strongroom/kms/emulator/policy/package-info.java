/**
 * Key policies: the IAM policy language as far as a key policy uses it. Pure: text in, decisions
 * out. Loads nothing, knows no grant.
 */
@NullMarked
package io.strongroom.kms.emulator.policy;

import org.jspecify.annotations.NullMarked;

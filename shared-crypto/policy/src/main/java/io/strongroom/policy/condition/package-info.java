/**
 * Conditions of statements: operators, operands, and the attributes of a request they are tested
 * on. Pure; knows no statement and no principal.
 */
@NullMarked
package io.strongroom.policy.condition;

import org.jspecify.annotations.NullMarked;

/**
 * Matching of texts: wildcards, policy variables, the components of ARNs. Pure; works on code
 * points; without regular expressions on what a policy says.
 */
@NullMarked
package io.strongroom.policy.text;

import org.jspecify.annotations.NullMarked;

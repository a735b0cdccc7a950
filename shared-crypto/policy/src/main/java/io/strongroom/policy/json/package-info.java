/**
 * Reads JSON strictly, within limits, and keeps nothing that was not understood. Knows nothing of
 * policies.
 */
@NullMarked
package io.strongroom.policy.json;

import org.jspecify.annotations.NullMarked;

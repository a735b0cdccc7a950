/**
 * Access policies: the IAM policy language as AWS and OBS write it, and how policies of several
 * kinds decide a request together. Text in, decisions out.
 *
 * <p>No HTTP, no storage, no status or error code: callers bring the words of their service as a
 * {@link io.strongroom.policy.ServiceWords}, and map {@link io.strongroom.policy.PolicyError} out.
 * Identities, groups and grants belong to those who keep them.
 */
@NullMarked
package io.strongroom.policy;

import org.jspecify.annotations.NullMarked;

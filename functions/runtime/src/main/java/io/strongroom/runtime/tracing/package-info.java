/**
 * Spans of requests and of the calls to the KMS that they lead to. Names, numbers and outcomes
 * only: nothing of a body, a key, an encryption context, a bucket or an object.
 */
@NullMarked
package io.strongroom.runtime.tracing;

import org.jspecify.annotations.NullMarked;

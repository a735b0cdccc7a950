/**
 * AWS KMS over its JSON protocol, which is also what the bundled KMS speaks. One attempt per call:
 * retries and limits belong to {@code io.strongroom.kms.resilience}.
 */
@NullMarked
package io.strongroom.kms.aws;

import org.jspecify.annotations.NullMarked;

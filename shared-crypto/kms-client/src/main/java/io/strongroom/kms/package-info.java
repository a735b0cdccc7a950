/**
 * Entry points to every supported key management service. What is behind them is in the packages
 * below: one per service, {@code resilience} around any of them, {@code bucketkey} above them. No
 * wire format and no retry rule is written here.
 */
@NullMarked
package io.strongroom.kms;

import org.jspecify.annotations.NullMarked;

/**
 * What makes a full KMS client of a service that can do little more than wrap and unwrap. Speaks no
 * wire format.
 */
@NullMarked
package io.strongroom.kms.provider;

import org.jspecify.annotations.NullMarked;

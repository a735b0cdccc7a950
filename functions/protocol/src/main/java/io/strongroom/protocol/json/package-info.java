/**
 * The key operations in the AWS JSON 1.1 protocol, as AWS KMS has them: a client of AWS KMS talks
 * to this service unchanged. No object dialect, and unknown to both.
 */
@NullMarked
package io.strongroom.protocol.json;

import org.jspecify.annotations.NullMarked;

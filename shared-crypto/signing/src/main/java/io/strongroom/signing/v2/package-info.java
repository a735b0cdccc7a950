/**
 * The HMAC-SHA1 family: AWS Signature Version 2 and the OBS signature, which differ in the scheme
 * word, the header prefix and the name of the access key parameter. Source: "Signing and
 * authenticating REST requests" (AWS, legacy) and "User Signature Authentication" (OBS API
 * reference).
 */
@NullMarked
package io.strongroom.signing.v2;

import org.jspecify.annotations.NullMarked;

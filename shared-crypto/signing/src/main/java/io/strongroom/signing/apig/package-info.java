/**
 * SDK-HMAC-SHA256, the signature of Huawei Cloud's API gateway and so of its key management
 * service. Source: "AK/SK signing and authentication algorithm", API Gateway developer guide.
 */
@NullMarked
package io.strongroom.signing.apig;

import org.jspecify.annotations.NullMarked;

/**
 * AWS Signature Version 4 with HMAC-SHA256, in the Authorization header, in a presigned URL and
 * over a POST policy; verifying and signing. Source: "AWS Signature Version 4 for API requests",
 * AWS IAM user guide, and "Authenticating Requests", Amazon S3 API reference.
 */
@NullMarked
package io.strongroom.signing.v4;

import org.jspecify.annotations.NullMarked;

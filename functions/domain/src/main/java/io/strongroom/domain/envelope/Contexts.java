package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;

/**
 * The pair that binds a wrapped key to its place: {@code aws:s3:arn}, the object's ARN, or the
 * bucket's for a bucket key.
 *
 * <p>Source: S3 user guide, "Encryption context".
 */
final class Contexts {

  static final String ARN = "aws:s3:arn";

  /** Set by the service alone: a KMS policy can tell keys of open uploads from all others. */
  static final String USE = "strongroom:use";

  private static final String UPLOAD = "upload";

  private Contexts() {}

  static EncryptionContext ofObject(EncryptionContext callers, ObjectRef ref) {
    return callers.with(ARN, ref.arn());
  }

  static EncryptionContext ofBucket(BucketName bucket) {
    return EncryptionContext.empty().with(ARN, bucket.arn());
  }

  /** For keys that wrap for an open upload: whoever may unwrap these opens no stored object. */
  static EncryptionContext ofUploads(EncryptionContext context) {
    return context.with(USE, UPLOAD);
  }

  static boolean isOfUploads(EncryptionContext context) {
    return UPLOAD.equals(context.pairs().get(USE));
  }
}

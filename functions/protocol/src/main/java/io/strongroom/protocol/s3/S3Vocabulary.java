package io.strongroom.protocol.s3;

import io.strongroom.domain.name.ETagRule;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;

/** The S3 dialect's words. */
public final class S3Vocabulary {

  /** S3: at most 2 KB of user metadata. */
  private static final int METADATA_LIMIT = 2048;

  private static final Vocabulary WORDS =
      new Vocabulary(
          "x-amz-",
          "aws:kms",
          "AWS KMS",
          "server-side-encryption-aws-kms-key-id",
          KmsKeyNames.Form.ARN,
          ETagRule.S3,
          true,
          "http://s3.amazonaws.com/doc/2006-03-01/",
          METADATA_LIMIT);

  private S3Vocabulary() {}

  public static Vocabulary words() {
    return WORDS;
  }
}

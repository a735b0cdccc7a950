package io.strongroom.protocol.s3;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

/** The S3 dialect's words. */
public final class S3Vocabulary {

  /** S3: at most 2 KB of user metadata. */
  private static final int METADATA_LIMIT = 2048;

  private static final long LEAST_PART_BYTES = 5L << 20;

  private static final Vocabulary WORDS =
      new Vocabulary(
          "x-amz-",
          new Vocabulary.KmsWords(
              "aws:kms",
              Optional.of("aws:kms:dsse"),
              "AWS KMS",
              "server-side-encryption-aws-kms-key-id",
              KmsKeyNames.Form.ARN),
          S3Vocabulary.rules(),
          false,
          true,
          "http://s3.amazonaws.com/doc/2006-03-01/",
          METADATA_LIMIT);

  private S3Vocabulary() {}

  /** S3: always encrypted; tags of SSE-KMS and SSE-C are opaque; parts have 5 MiB. */
  public static WriteRules rules() {
    return new WriteRules(
        WriteRules.ManagedKey.OF_S3,
        new EncryptionSettings.ServiceManaged(),
        new WriteRules.ETagSources(ETagSource.PLAINTEXT_MD5, ETagSource.OPAQUE, ETagSource.OPAQUE),
        LEAST_PART_BYTES,
        Optional.of(ChecksumAlgorithm.CRC64NVME));
  }

  public static Vocabulary words() {
    return WORDS;
  }
}

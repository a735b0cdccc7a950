package io.strongroom.protocol.http.sse;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.KmsKeyNames;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Words, keys and headers for the tests of this package. */
final class SseFixture {

  static final Vocabulary S3 =
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
          "",
          2048);

  static final Vocabulary OBS =
      new Vocabulary(
          "x-obs-",
          new Vocabulary.KmsWords(
              "kms",
              Optional.empty(),
              "KMS",
              "server-side-encryption-kms-key-id",
              KmsKeyNames.Form.REGION_ACCOUNT_KEY),
          ObsVocabulary.rules(),
          true,
          false,
          "",
          8192);

  static final ObjectRef TARGET = new ObjectRef(new BucketName("bkt"), new ObjectKey("a key"));
  static final String SSE = "x-amz-server-side-encryption";
  static final String SSEC = SSE + "-customer-";
  static final String COPY_SSEC = "x-amz-copy-source-server-side-encryption-customer-";

  /** Bytes 0 to 31; the OBS guide's own pair does not match. */
  static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  static final String KEY_MD5 = "tP/LI3N87DFaSk0aoqYgzg==";

  private SseFixture() {}

  static Headers headers(String... namesAndValues) {
    return Wire.headers(namesAndValues);
  }

  /** A whole customer key under {@code prefix}, each piece replaced or, when empty, left out. */
  static Headers customerKey(String prefix, String algorithm, String key, String md5) {
    List<String> pieces = new ArrayList<>();
    List.of("algorithm", algorithm, "key", key, "key-MD5", md5).forEach(pieces::add);
    Headers headers = Headers.none();
    for (int i = 0; i < pieces.size(); i += 2) {
      if (!pieces.get(i + 1).isEmpty()) {
        headers = headers.and(prefix + pieces.get(i), pieces.get(i + 1));
      }
    }
    return headers;
  }

  static String md5(byte[] key) throws Exception {
    return base64(MessageDigest.getInstance("MD5").digest(key));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static RequestError refusal(ThrowingCallable call) {
    ObjectStoreException refused = catchThrowableOfType(ObjectStoreException.class, call);
    if (refused == null) {
      throw new AssertionError("not refused");
    }
    return refused.error();
  }
}

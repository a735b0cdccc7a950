package io.strongroom.protocol.http.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

class ContextHeaderFuzzTest {

  private static final int MAX_BYTES = 8192;

  /**
   * The input is the JSON, and the header itself. What is understood can be kept, and comes back.
   */
  @FuzzTest
  void parse_anyBytes_keptAndTheSameAgainOrRefused(byte[] input) {
    requireGoodOrRefused(Base64.getEncoder().encodeToString(input));
    requireGoodOrRefused(new String(input, StandardCharsets.ISO_8859_1));
  }

  private static void requireGoodOrRefused(String header) {
    ContextHeader.parse(header)
        .ifPresent(
            context -> {
              String rendered = ContextHeader.render(context);
              assertThat(Base64.getDecoder().decode(rendered)).hasSizeLessThanOrEqualTo(MAX_BYTES);
              assertThat(ContextHeader.parse(rendered)).contains(context);
              requireStorable(context);
            });
  }

  /** Together with the pairs that the service sets, in the envelope and in the database. */
  private static void requireStorable(EncryptionContext context) {
    EncryptionContext bound =
        context
            .with("aws:s3:arn", "arn:aws:s3:::b/" + "k".repeat(1024))
            .with("strongroom:use", "u");
    assertThat(new KmsWrap(KmsKeyId.of("key"), WrappedKey.of(new byte[1]), bound).context())
        .isEqualTo(bound);
    assertThat(context.pairs().toString()).doesNotContain("\0");
  }
}

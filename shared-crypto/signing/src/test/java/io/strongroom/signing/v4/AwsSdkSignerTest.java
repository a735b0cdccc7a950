package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.internal.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the AWS SDK for Java signs, over random requests, is what the verifier accepts. */
class AwsSdkSignerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int ROUNDS = 300;
  private static final String ALPHABET = "aB9-._~ /+%&=;:@!$'()*,?#[]|<>\"é漢";

  @Test
  void verify_s3Header_accepted() {
    Random random = new Random(1);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = new byte[random.nextInt(50)];
      random.nextBytes(body);
      SignableRequest signed = signed(request(random, "/b/"), "s3", body, AuthLocation.HEADER);

      VerifiedSignature verified = verifier(SigV4Rules.s3("eu-west-1")).verify(signed);

      assertThat(verified.scheme()).isEqualTo(SignatureScheme.AWS_V4_HEADER);
      assertThat(verified.payload()).isInstanceOf(PayloadIntegrity.SignedPayload.class);
    }
  }

  @Test
  void verify_s3Presigned_accepted() {
    Random random = new Random(2);
    for (int i = 0; i < ROUNDS; i++) {
      SignableRequest signed =
          signed(request(random, "/b/"), "s3", new byte[0], AuthLocation.QUERY_STRING);

      VerifiedSignature verified = verifier(SigV4Rules.s3("eu-west-1")).verify(signed);

      assertThat(verified.scheme()).isEqualTo(SignatureScheme.AWS_V4_QUERY);
    }
  }

  @Test
  void verify_kmsHeader_accepted() {
    Random random = new Random(3);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
      SignableRequest signed = signed(request(random, "/"), "kms", body, AuthLocation.HEADER);

      VerifiedSignature verified = verifier(SigV4Rules.kmsAnyRegion()).verify(signed, body);

      assertThat(verified.region()).isEqualTo("eu-west-1");
    }
  }

  private static SdkHttpRequest request(Random random, String pathStart) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .protocol("https")
            .host("storage.example")
            .port(9000)
            .encodedPath(pathStart + PercentEncoding.encodePath(text(random)))
            .putHeader("x-amz-meta-note", "  two   blanks " + random.nextInt())
            .putHeader("X-Amz-Target", "TrentService.Encrypt");
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.appendRawQueryParameter("p" + random.nextInt(3) + text(random), text(random));
    }
    return builder.build();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static SignableRequest signed(
      SdkHttpRequest request, String service, byte[] body, AuthLocation location) {
    SignRequest.Builder<AwsCredentialsIdentity> sign =
        SignRequest.builder(
                AwsCredentialsIdentity.create(
                    AWS_EXAMPLE.accessKeyId(),
                    AWS_EXAMPLE.secret().use(key -> new String(key, StandardCharsets.UTF_8))))
            .request(request)
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
            .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
            .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !service.equals("s3"))
            .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location)
            .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK);
    if (location == AuthLocation.QUERY_STRING) {
      sign.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
          .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false);
    } else {
      sign.payload(ContentStreamProvider.fromByteArray(body));
    }
    return signable(AwsV4HttpSigner.create().sign(sign.build()));
  }

  private static SignableRequest signable(SignedRequest signed) {
    SdkHttpRequest request = signed.request();
    List<HeaderField> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new HeaderField(name, value))));
    String query = request.encodedQueryParameters().orElse("");
    return new SignableRequest(request.method().name(), request.encodedPath(), query, headers);
  }

  private static SigV4Verifier verifier(SigV4Rules rules) {
    return new SigV4Verifier(rules, knowing(AWS_EXAMPLE), CLOCK);
  }
}

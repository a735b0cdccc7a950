package io.strongroom.protocol.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Bodies framed and signed by the AWS SDK for Java. */
class AwsSdkBodyTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final Credential CREDENTIAL = Credential.of("AKIA", "secret", "arn", "1");

  private record Sent(SignableRequest request, byte[] body) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 131072, 131073, 400_000})
  void read_signedChunks_plaintext(int size) throws IOException {
    byte[] data = random(size);
    Sent sent = send(data, true, Optional.empty());

    VerifiedBody body = verified(sent, PayloadIntegrity.SignedChunks.class);

    assertThat(Bodies.read(body)).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131072, 400_000})
  void read_signedChunksWithTrailer_plaintextAndChecksum(int size) throws IOException {
    byte[] data = random(size);
    Sent sent = send(data, true, Optional.of(DefaultChecksumAlgorithm.CRC32C));

    VerifiedBody body = verified(sent, PayloadIntegrity.SignedChunksWithTrailer.class);

    assertThat(Bodies.read(body)).isEqualTo(data);
    assertThat(body.checksum())
        .contains(
            ObjectChecksum.fullObject(
                ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC32C.digest(data)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131072, 400_000})
  void read_unsignedChunksWithTrailer_plaintextAndChecksum(int size) throws IOException {
    byte[] data = random(size);
    Sent sent = send(data, false, Optional.of(DefaultChecksumAlgorithm.CRC32));

    VerifiedBody body = verified(sent, PayloadIntegrity.UnsignedChunksWithTrailer.class);

    assertThat(Bodies.read(body)).isEqualTo(data);
    assertThat(body.checksum().map(ObjectChecksum::algorithm)).contains(ChecksumAlgorithm.CRC32);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void read_oneByteChangedOnTheWay_rejected(int at) throws IOException {
    Sent sent = send(random(400_000), true, Optional.of(DefaultChecksumAlgorithm.CRC32C));
    sent.body()[at + 100] ^= 1;

    VerifiedBody body = verified(sent, PayloadIntegrity.SignedChunksWithTrailer.class);

    assertThatThrownBy(() -> Bodies.read(body))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  private static VerifiedBody verified(Sent sent, Class<? extends PayloadIntegrity> form) {
    SigV4Verifier verifier =
        new SigV4Verifier(SigV4Rules.s3("eu-west-1"), id -> Optional.of(CREDENTIAL), CLOCK);
    PayloadIntegrity integrity = verifier.verify(sent.request()).payload();
    assertThat(integrity).isInstanceOf(form);
    return VerifiedBody.of(
        () -> new ByteArrayInputStream(sent.body()),
        integrity,
        sent.request()::headerValues,
        Bodies.S3);
  }

  private static Sent send(
      byte[] data,
      boolean payloadSigned,
      Optional<software.amazon.awssdk.checksums.spi.ChecksumAlgorithm> checksum)
      throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .protocol("https")
            .host("storage.example")
            .encodedPath("/b/k")
            .putHeader("Content-Length", Integer.toString(data.length))
            .build();
    SignRequest.Builder<AwsCredentialsIdentity> sign =
        SignRequest.builder(AwsCredentialsIdentity.create("AKIA", "secret"))
            .request(request)
            .payload(ContentStreamProvider.fromByteArray(data))
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
            .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
            .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
            .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
            .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigned)
            .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK);
    checksum.ifPresent(
        algorithm -> sign.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, algorithm));
    SignedRequest signed = AwsV4HttpSigner.create().sign(sign.build());
    try (InputStream body = signed.payload().orElseThrow().newStream()) {
      return new Sent(signable(signed.request()), body.readAllBytes());
    }
  }

  private static SignableRequest signable(SdkHttpRequest request) {
    List<HeaderField> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new HeaderField(name, value))));
    return new SignableRequest(request.method().name(), request.encodedPath(), "", headers);
  }

  private static byte[] random(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return data;
  }
}

package io.strongroom.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsJsonDialectTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:11:12Z");
  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "secret", "arn:aws:iam::000000000000:root", "000000000000");
  private static final String BODY = "{\"KeyId\":\"k\",\"KeySpec\":\"AES_256\"}";

  private final AwsJsonDialect dialect =
      new AwsJsonDialect(
          Region.of("us-east-1"),
          Signers.plain(id -> id.equals("AKEXAMPLE") ? Optional.of(CREDENTIAL) : Optional.empty()),
          InstantSource.fixed(NOW));

  @ParameterizedTest
  @ValueSource(strings = {"kms", "s3"})
  void authenticate_signedForAServiceOfThisEndpoint_accepted(String service) throws IOException {
    IncomingRequest request = dialect.authenticate(signed("us-east-1", service, BODY), route());

    assertThat(request.caller().account()).isEqualTo(AccountId.of("000000000000"));
    assertThat(request.wire().body().get().readAllBytes()).asString().isEqualTo(BODY);
    assertThat(dialect.parse(ServiceOperations.GENERATE_DATA_KEY, request).length()).isEqualTo(32);
  }

  @Test
  void authenticate_otherService_refused() {
    assertThatThrownBy(() -> dialect.authenticate(signed("us-east-1", "sqs", BODY), route()))
        .isInstanceOf(SignatureException.WrongScope.class);
  }

  @Test
  void authenticate_otherRegion_refused() {
    assertThatThrownBy(() -> dialect.authenticate(signed("eu-west-1", "kms", BODY), route()))
        .isInstanceOf(SignatureException.WrongScope.class);
  }

  @Test
  void authenticate_otherBodyThanSigned_refused() {
    WireRequest signed = signed("us-east-1", "kms", BODY);
    WireRequest changed = withBody(signed, BODY.replace("AES_256", "AES_128"));

    assertThatThrownBy(() -> dialect.authenticate(changed, route()))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void authenticate_sessionToken_refused() {
    WireRequest signed = signed("us-east-1", "kms", BODY);
    WireRequest withToken = wire(signed.headers().and("X-Amz-Security-Token", "t"), BODY);

    assertThatThrownBy(() -> dialect.authenticate(withToken, route()))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new AccessError.InvalidToken()));
  }

  @Test
  void authenticate_unsigned_refused() {
    WireRequest unsigned = wire(Headers.none(), BODY);

    assertThatThrownBy(() -> dialect.authenticate(unsigned, route()))
        .isInstanceOf(SignatureException.MissingAuthentication.class);
  }

  @Test
  void authenticate_endlessBody_refusedWithoutReadingItAll() {
    WireRequest signed = withBody(signed("us-east-1", "kms", BODY), " ".repeat(1 << 20));

    assertThatThrownBy(() -> dialect.authenticate(signed, route()))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @Test
  void authenticate_accessKeyNobodyHas_refusedBeforeTheBody() {
    WireRequest signed = signed("us-east-1", "kms", BODY);
    Headers headers = Headers.none();
    for (Headers.Field field : signed.headers().fields()) {
      headers = headers.and(field.name(), field.value().replace("AKEXAMPLE", "AKNOBODY"));
    }
    WireRequest foreign = withoutBody(headers);

    assertThatThrownBy(() -> dialect.authenticate(foreign, route()))
        .isInstanceOf(SignatureException.UnknownAccessKey.class);
  }

  @Test
  void authenticate_otherScope_refusedBeforeTheBody() {
    WireRequest signed = withoutBody(signed("eu-west-1", "kms", BODY).headers());

    assertThatThrownBy(() -> dialect.authenticate(signed, route()))
        .isInstanceOf(SignatureException.WrongScope.class);
  }

  @Test
  void authenticate_olderThanAllowed_refusedBeforeTheBody() {
    AwsJsonDialect later =
        new AwsJsonDialect(
            Region.of("us-east-1"),
            Signers.plain(id -> Optional.of(CREDENTIAL)),
            InstantSource.fixed(NOW.plus(Duration.ofHours(1))));
    WireRequest signed = withoutBody(signed("us-east-1", "kms", BODY).headers());

    assertThatThrownBy(() -> later.authenticate(signed, route()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void authenticate_wrongSignatureAndTheBodysHash_refusedBeforeTheBody() {
    WireRequest signed =
        withoutBody(
            signed("us-east-1", "kms", BODY).headers().and("x-amz-content-sha256", "0".repeat(64)));

    assertThatThrownBy(() -> dialect.authenticate(signed, route()))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void authenticate_saysItIsTooLong_refusedBeforeTheBody() {
    WireRequest signed =
        withoutBody(signed("us-east-1", "kms", BODY).headers().and("content-length", "131072"));

    assertThatThrownBy(() -> dialect.authenticate(signed, route()))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @Test
  void renderError_any_isNotToBeStored() {
    WireResponse response =
        dialect.renderError(wire(Headers.none(), ""), new IllegalStateException("secret"));

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.headers().first("cache-control").orElse("")).contains("no-store");
    assertThat(response.headers().first("x-amzn-requestid")).hasValue("REQ1");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  private static WireRequest signed(String region, String service, String body) {
    SignableRequest plain =
        new SignableRequest(
            "POST",
            "/",
            "",
            List.of(
                new HeaderField("host", "kms.local"),
                new HeaderField("x-amz-target", "TrentService.GenerateDataKey")));
    SignableRequest signed =
        new SigV4Signer(CREDENTIAL, region, service)
            .sign(plain, body.getBytes(StandardCharsets.UTF_8), NOW);
    Headers headers = Headers.none();
    for (HeaderField field : signed.headers()) {
      headers = headers.and(field.name(), field.value());
    }
    return wire(headers, body);
  }

  private static WireRequest withBody(WireRequest request, String body) {
    return wire(request.headers(), body);
  }

  /** One whose body must not be asked for. */
  private static WireRequest withoutBody(Headers headers) {
    return new WireRequest(
        "POST",
        "/",
        "",
        headers,
        true,
        "REQ1",
        () -> {
          throw new AssertionError("the body was accepted");
        });
  }

  private static WireRequest wire(Headers headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new WireRequest(
        "POST", "/", "", headers, true, "REQ1", () -> new ByteArrayInputStream(bytes));
  }

  private static Route route() {
    return new Route(
        ServiceOperations.GENERATE_DATA_KEY,
        Route.DialectName.AWS_JSON,
        Optional.empty(),
        Optional.empty(),
        false,
        new QueryParameters(List.of()));
  }
}

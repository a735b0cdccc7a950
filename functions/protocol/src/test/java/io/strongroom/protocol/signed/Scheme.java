package io.strongroom.protocol.signed;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.Credential;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ways to sign a request for objects, and what becomes of a request. */
enum Scheme {
  SIGV4_HEADER(false),
  SIGV4_QUERY(false),
  SIGV2_HEADER(true),
  SIGV2_QUERY(true),
  OBS_HEADER(true),
  OBS_QUERY(true);

  private static final Instant NOW = Instant.parse("2026-11-22T02:16:06Z");
  private static final String DATE = "Sun, 22 Nov 2026 02:16:06 GMT";
  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::123456789012:user/a", "123456789012");
  private static final Router ROUTER = new Router(new Addressing(List.of("localhost")));
  private static final Dialect S3 =
      new ObjectDialect(
          new S3Particulars(
              SigV4Rules.s3("us-east-1"), Signers.plain(id -> Optional.of(CREDENTIAL)), () -> NOW),
          () -> NOW);
  private static final Dialect OBS =
      new ObjectDialect(
          new ObsParticulars(
              Region.of("us-east-1"), Signers.plain(id -> Optional.of(CREDENTIAL)), () -> NOW),
          () -> NOW);

  private final boolean ofTheObsFamily;

  Scheme(boolean ofTheObsFamily) {
    this.ofTheObsFamily = ofTheObsFamily;
  }

  boolean ofTheObsFamily() {
    return ofTheObsFamily;
  }

  /** A signed request without body, to which its length is added unsigned. */
  WireRequest sign(String method, String target, String... headers) {
    boolean dated = this == SIGV2_HEADER || this == OBS_HEADER;
    WireRequest plain = Wire.request(method, target, headers);
    WireRequest unsigned = dated ? with(plain, "date", DATE) : plain;
    String resource = SignatureInput.canonicalResource(unsigned, ROUTER.route(unsigned));
    return with(wire(signed(SignatureInput.signable(unsigned), resource)), "content-length", "0");
  }

  /** Whether the request is taken: its signature holds, and its codec understands it. */
  boolean takes(WireRequest request) {
    try {
      parsed(request).close();
      return true;
    } catch (SignatureException | ObjectStoreException refused) {
      return false;
    }
  }

  /** Whether the signature holds. */
  boolean verifies(WireRequest request) {
    try {
      dialect().authenticate(request, ROUTER.route(request)).close();
      return true;
    } catch (SignatureException | ObjectStoreException refused) {
      return false;
    }
  }

  /** The request, once its codec has read it. */
  IncomingRequest parsed(WireRequest request) {
    Route route = ROUTER.route(request);
    IncomingRequest incoming = dialect().authenticate(request, route);
    Object command = dialect().parse(route.operation(), incoming);
    if (command instanceof BringsKeys keys) {
      keys.close();
    }
    return incoming;
  }

  private Dialect dialect() {
    return this == OBS_HEADER || this == OBS_QUERY ? OBS : S3;
  }

  private SignableRequest signed(SignableRequest request, String resource) {
    Instant end = NOW.plusSeconds(60);
    return switch (this) {
      case SIGV4_HEADER -> v4().sign(request, "UNSIGNED-PAYLOAD", NOW);
      case SIGV4_QUERY -> v4().presign(request, Duration.ofMinutes(1), NOW);
      case SIGV2_HEADER -> v2(SigV2Dialect.AWS).sign(request, resource);
      case SIGV2_QUERY -> v2(SigV2Dialect.AWS).presign(request, resource, end);
      case OBS_HEADER -> v2(SigV2Dialect.OBS).sign(request, resource);
      case OBS_QUERY -> v2(SigV2Dialect.OBS).presign(request, resource, end);
    };
  }

  private static SigV4Signer v4() {
    return new SigV4Signer(CREDENTIAL, "us-east-1", "s3");
  }

  private static SigV2Signer v2(SigV2Dialect dialect) {
    return new SigV2Signer(dialect, CREDENTIAL);
  }

  private static WireRequest wire(SignableRequest signed) {
    Headers headers =
        Headers.of(
            signed.headers().stream()
                .map(field -> new Headers.Field(field.name(), HeaderText.encode(field.value())))
                .toList());
    return new WireRequest(
        signed.method(),
        signed.rawPath(),
        signed.rawQuery(),
        headers,
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }

  /** The request with the header set, as a sender could do it who did not sign. */
  static WireRequest with(WireRequest request, String name, String value) {
    Headers headers = Headers.none();
    for (Headers.Field field : request.headers().fields()) {
      if (!field.name().equals(name)) {
        headers = headers.and(field.name(), field.value());
      }
    }
    return new WireRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers.and(name, value),
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }

  /** The request with one more query parameter, added without signing. */
  static WireRequest withParameter(WireRequest request, String parameter) {
    String query = request.rawQuery().isEmpty() ? parameter : request.rawQuery() + "&" + parameter;
    return new WireRequest(
        request.method(),
        request.rawPath(),
        query,
        request.headers(),
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }
}

package io.strongroom.runtime.http;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v4.SigV4Signer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs for users who proved to this process that they have an access key. No secret is kept for
 * it: each signature asks anew for the key, so a key that was disabled signs nothing from then on.
 * Thread-safe; blocks while a key is read.
 */
@Singleton
public final class InnerKeys {

  private static final String TOKEN = "x-amz-security-token";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String S3 = "s3";
  private static final String IAM = "iam";
  private static final String HOST = "localhost";

  private final Signers signers;
  private final Dialect s3;
  private final HostedRouter router;
  private final InstantSource clock;
  private final String region;

  InnerKeys(
      Signers signers,
      Dialects dialects,
      HostedRouter router,
      InstantSource clock,
      StrongroomConfig config) {
    this.signers = signers;
    this.s3 = dialects.s3();
    this.router = router;
    this.clock = clock;
    this.region = config.region().value();
  }

  /**
   * An access key by its name.
   *
   * @param token of a temporary one
   */
  public record Key(String accessKeyId, Optional<String> token) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Key[" + accessKeyId + "]";
    }
  }

  /**
   * Whose key it is; empty when there is no such key, when it has another secret, or when it may
   * not be used: which of them is not told. By the verifier of all requests, to which the key signs
   * one that is carried out by nobody.
   *
   * @param sample a request of the user's connection
   */
  public Optional<Caller> proved(Key key, SecretBytes secret, WireRequest sample) {
    Credential claimed = new Credential(key.accessKeyId(), secret, "", "");
    WireRequest signed = sign(sample, key, claimed, Optional.of(new byte[0]));
    try (IncomingRequest request = s3.authenticate(signed, router.route(signed))) {
      return Optional.of(request.caller());
    } catch (SignatureException | ObjectStoreException refused) {
      return Optional.empty();
    }
  }

  /**
   * The request as the key's holder would have signed it.
   *
   * @param body empty for one that nobody has yet
   * @throws SignatureException UnknownAccessKey when the key may not be used any more
   */
  WireRequest signed(WireRequest request, Key key, Optional<byte[]> body) {
    return sign(request, key, credential(key), body);
  }

  /**
   * A URL with which anybody has this carried out with the key's rights.
   *
   * @param base scheme, host and port of the object endpoint
   * @param lifetime 1 second to 7 days
   * @throws SignatureException UnknownAccessKey as above
   */
  public String presigned(Key key, URI base, InnerRequest request, Duration lifetime) {
    String query =
        key.token()
            .map(token -> "X-Amz-Security-Token=" + InnerRequest.encoded(token))
            .map(token -> request.rawQuery().isEmpty() ? token : request.rawQuery() + "&" + token)
            .orElse(request.rawQuery());
    SignableRequest url =
        new SignableRequest(
            request.method(),
            request.rawPath(),
            query,
            List.of(new HeaderField("host", base.getAuthority())));
    SignableRequest signed =
        new SigV4Signer(credential(key), region, S3).presign(url, lifetime, clock.instant());
    return base + signed.rawPath() + "?" + signed.rawQuery();
  }

  private Credential credential(Key key) {
    return signers
        .find(key.accessKeyId())
        .orElseThrow(() -> new SignatureException.UnknownAccessKey(key.accessKeyId()));
  }

  private WireRequest sign(
      WireRequest request, Key key, Credential credential, Optional<byte[]> body) {
    List<HeaderField> fields = new ArrayList<>();
    fields.add(new HeaderField("host", HOST));
    request.headers().forEach((name, value) -> fields.add(HeaderField.ofLatin1(name, value)));
    key.token().ifPresent(token -> fields.add(new HeaderField(TOKEN, token)));
    SignableRequest plain =
        new SignableRequest(request.method(), request.rawPath(), request.rawQuery(), fields);
    SigV4Signer signer = new SigV4Signer(credential, region, service(request));
    SignableRequest signed =
        body.map(bytes -> signer.sign(plain, bytes, clock.instant()))
            .orElseGet(() -> signer.sign(plain, UNSIGNED, clock.instant()));
    return request.withHeaders(
        Headers.of(
            signed.headers().stream()
                .map(field -> new Headers.Field(field.name(), latin1(field.value())))
                .toList()));
  }

  /** The Query protocol is signed for the service whose it is, and nothing else is. */
  private static String service(WireRequest request) {
    return request
        .headers()
        .first("content-type")
        .filter(type -> request.rawPath().equals("/") && type.startsWith(RouteTable.FORM))
        .map(form -> IAM)
        .orElse(S3);
  }

  /** Header values are kept as HTTP stacks hand them out: a char for each byte. */
  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

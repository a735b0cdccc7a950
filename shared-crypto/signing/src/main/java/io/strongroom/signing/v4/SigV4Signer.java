package io.strongroom.signing.v4;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import io.strongroom.signing.v4.CanonicalRequest.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Signs requests with AWS Signature Version 4 for one credential, region and service.
 *
 * <p>Every header of the request is signed except those that proxies change. Thread-safe.
 */
public final class SigV4Signer {

  private static final Set<String> NEVER_SIGNED =
      Set.of(
          "authorization",
          "connection",
          "expect",
          "transfer-encoding",
          "user-agent",
          "x-amzn-trace-id");

  private final Credential credential;
  private final String region;
  private final String service;

  public SigV4Signer(Credential credential, String region, String service) {
    this.credential = credential;
    this.region = region;
    this.service = service;
  }

  /** Signs in the Authorization header, covering {@code body}; adds the date and hash headers. */
  public SignableRequest sign(SignableRequest request, byte[] body, Instant time) {
    return sign(request, Hashing.sha256Hex(body), time);
  }

  /**
   * Signs in the Authorization header.
   *
   * @param contentSha256 hex SHA-256 of the body, {@code UNSIGNED-PAYLOAD} or one of the {@code
   *     STREAMING-} keywords; sent as {@code x-amz-content-sha256} to object storage
   */
  public SignableRequest sign(SignableRequest request, String contentSha256, Instant time) {
    return signed(request, contentSha256, time).request();
  }

  /** As {@link #sign(SignableRequest, String, Instant)}, with the signer of the chunks. */
  public StreamingRequest signStreaming(
      SignableRequest request, String contentSha256, Instant time) {
    Signed signed = signed(request, contentSha256, time);
    CredentialScope scope = scope(time);
    ChunkSigner chunks =
        new ChunkSigner(
            scope.derive(credential.secret()),
            SigningTime.format(time),
            scope.toString(),
            signed.signature());
    return new StreamingRequest(signed.request(), chunks);
  }

  /** A signed request and the signer of its body's chunks, which the caller closes. */
  public record StreamingRequest(SignableRequest request, ChunkSigner chunks) {}

  /**
   * Signs in the query; the request's headers must then be sent as they are. The body stays
   * unsigned unless the query names its hash as {@code X-Amz-Content-Sha256}.
   *
   * @param lifetime 1 second to 7 days
   */
  public SignableRequest presign(SignableRequest request, Duration lifetime, Instant time) {
    CredentialScope scope = scope(time);
    List<String> signedHeaders = signedHeaders(request);
    String separator = request.rawQuery().isEmpty() ? "" : request.rawQuery() + "&";
    String query =
        separator
            + "X-Amz-Algorithm="
            + ClaimParser.ALGORITHM
            + "&X-Amz-Credential="
            + PercentEncoding.encode(credential.accessKeyId() + "/" + scope)
            + "&X-Amz-Date="
            + SigningTime.format(time)
            + "&X-Amz-Expires="
            + lifetime.toSeconds()
            + "&X-Amz-SignedHeaders="
            + PercentEncoding.encode(String.join(";", signedHeaders));
    SignableRequest unsigned = request.withRawQuery(query);
    String payloadHash =
        service.equals(SigV4Rules.S3)
            ? ContentSha256.presigned(unsigned, signedHeaders)
            : Hashing.EMPTY_SHA256;
    String signature = signature(unsigned, signedHeaders, payloadHash, time);
    return unsigned.withRawQuery(query + "&X-Amz-Signature=" + signature);
  }

  /**
   * Signs a browser upload's policy document, given in base64; in hex. The form's {@code
   * x-amz-date} is of the day of {@code time}.
   */
  public String signPolicy(String policyBase64, Instant time) {
    try (SecretBytes key = scope(time).derive(credential.secret())) {
      return signature(key, policyBase64);
    }
  }

  static String signature(SecretBytes signingKey, String stringToSign) {
    return Hashing.hex(signingKey.use(key -> Hashing.hmacSha256(key, stringToSign)));
  }

  private record Signed(SignableRequest request, String signature) {}

  private Signed signed(SignableRequest request, String contentSha256, Instant time) {
    SignableRequest dated = request.withHeader("x-amz-date", SigningTime.format(time));
    SignableRequest ready =
        service.equals(SigV4Rules.S3)
            ? dated.withHeader(ContentSha256.HEADER, contentSha256)
            : dated;
    List<String> signedHeaders = signedHeaders(ready);
    String signature = signature(ready, signedHeaders, contentSha256, time);
    String authorization =
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ClaimParser.ALGORITHM,
                credential.accessKeyId(),
                scope(time),
                String.join(";", signedHeaders),
                signature);
    return new Signed(ready.withHeader("Authorization", authorization), signature);
  }

  private String signature(
      SignableRequest request, List<String> signedHeaders, String payloadHash, Instant time) {
    Spelling spelling = service.equals(SigV4Rules.S3) ? Spelling.AS_SENT : Spelling.DOUBLE_ENCODED;
    CanonicalRequest canonical = CanonicalRequest.of(request, signedHeaders, payloadHash, spelling);
    CredentialScope scope = scope(time);
    try (SecretBytes key = scope.derive(credential.secret())) {
      return signature(key, canonical.stringToSign(SigningTime.format(time), scope));
    }
  }

  private CredentialScope scope(Instant time) {
    return new CredentialScope(SigningTime.of(time).date(), region, service);
  }

  private static List<String> signedHeaders(SignableRequest request) {
    return request.headers().stream()
        .map(HeaderField::name)
        .map(PercentEncoding::lower)
        .filter(name -> !NEVER_SIGNED.contains(name))
        .distinct()
        .sorted()
        .toList();
  }
}

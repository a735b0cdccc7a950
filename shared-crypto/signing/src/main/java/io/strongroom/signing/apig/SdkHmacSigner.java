package io.strongroom.signing.apig;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Signs requests with SDK-HMAC-SHA256 for one credential. Thread-safe. */
public final class SdkHmacSigner {

  private static final Set<String> NEVER_SIGNED =
      Set.of("authorization", "connection", "content-type", "expect", "transfer-encoding");

  private final Credential credential;

  public SdkHmacSigner(Credential credential) {
    this.credential = credential;
  }

  /** Adds {@code X-Sdk-Date} and {@code Authorization}, covering {@code body}. */
  public SignableRequest sign(SignableRequest request, byte[] body, Instant time) {
    String stamp = SdkHmac.STAMP.format(time);
    SignableRequest dated = request.withHeader("X-Sdk-Date", stamp);
    List<String> signedHeaders =
        dated.headers().stream()
            .map(HeaderField::name)
            .map(PercentEncoding::lower)
            .filter(name -> !NEVER_SIGNED.contains(name))
            .distinct()
            .sorted()
            .toList();
    String payloadHash =
        dated.header(SdkHmac.CONTENT_HEADER).orElseGet(() -> Hashing.sha256Hex(body));
    String canonical = SdkHmac.canonicalRequest(dated, signedHeaders, payloadHash);
    String signature = SdkHmac.signature(credential, SdkHmac.stringToSign(stamp, canonical));
    return dated.withHeader(
        "Authorization",
        "%s Access=%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                SdkHmac.ALGORITHM,
                credential.accessKeyId(),
                String.join(";", signedHeaders),
                signature));
  }
}

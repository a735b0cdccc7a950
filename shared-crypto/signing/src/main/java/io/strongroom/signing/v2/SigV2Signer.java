package io.strongroom.signing.v2;

import io.strongroom.signing.Credential;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import java.time.Instant;
import java.util.Base64;

/** Signs requests in one dialect of the family. Thread-safe. */
public final class SigV2Signer {

  private final SigV2Dialect dialect;
  private final Credential credential;

  public SigV2Signer(SigV2Dialect dialect, Credential credential) {
    this.dialect = dialect;
    this.credential = credential;
  }

  /**
   * Signs in the Authorization header; the request must have a Date, or the dialect's own date
   * header.
   *
   * @param canonicalResource as for {@link SigV2Verifier#verify}
   */
  public SignableRequest sign(SignableRequest request, String canonicalResource) {
    boolean dialectDate = request.header(dialect.dateHeader()).isPresent();
    String date = dialectDate ? "" : request.header("date").orElse("");
    String text = StringToSign.of(dialect, request, date, canonicalResource);
    return request.withHeader(
        "Authorization",
        dialect.word() + " " + credential.accessKeyId() + ":" + signature(credential, text));
  }

  /** Signs in the query, good until {@code expires}. */
  public SignableRequest presign(
      SignableRequest request, String canonicalResource, Instant expires) {
    String seconds = Long.toString(expires.getEpochSecond());
    String text = StringToSign.of(dialect, request, seconds, canonicalResource);
    String separator = request.rawQuery().isEmpty() ? "" : request.rawQuery() + "&";
    return request.withRawQuery(
        separator
            + dialect.accessKeyParameter()
            + "="
            + PercentEncoding.encode(credential.accessKeyId())
            + "&Expires="
            + seconds
            + "&Signature="
            + PercentEncoding.encode(signature(credential, text)));
  }

  /** Signs a browser upload's policy document, given in base64. */
  public String signPolicy(String policyBase64) {
    return signature(credential, policyBase64);
  }

  static String signature(Credential credential, String text) {
    byte[] mac = credential.secret().use(key -> Hashing.hmacSha1(key, text));
    return Base64.getEncoder().encodeToString(mac);
  }
}

package io.strongroom.signing.v4;

import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.MalformedQueryAuthorization;
import io.strongroom.signing.SignatureException.MissingQueryParameters;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.internal.PercentEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the Authorization header or the X-Amz-* query parameters into a {@link SignatureClaim}. */
final class ClaimParser {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final long MAX_LIFETIME_SECONDS = 604_800;
  private static final List<String> QUERY_PARAMETERS =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Signature",
          "X-Amz-Date",
          "X-Amz-SignedHeaders",
          "X-Amz-Expires");

  private ClaimParser() {}

  /**
   * Reads the form that {@code request} uses.
   *
   * @throws SignatureException when it has none, several, or one that cannot be read
   */
  static SignatureClaim parse(SignableRequest request) {
    Optional<SignatureScheme> scheme = SignatureScheme.detect(request);
    if (scheme.isEmpty()) {
      throw new SignatureException.MissingAuthentication();
    }
    return switch (scheme.get()) {
      case AWS_V4_HEADER -> ofHeader(request);
      case AWS_V4_QUERY -> ofQuery(request.query());
      case AWS_V2_HEADER -> throw new SignatureException.UnsupportedAuthorizationType("AWS");
      case OBS_HEADER -> throw new SignatureException.UnsupportedAuthorizationType("OBS");
      case SDK_HMAC_HEADER ->
          throw new SignatureException.UnsupportedAuthorizationType("SDK-HMAC-SHA256");
      case AWS_V2_QUERY, OBS_QUERY -> throw new SignatureException.UnsupportedAuthorizationType("");
    };
  }

  private static SignatureClaim ofHeader(SignableRequest request) {
    String header = request.header("authorization").orElse("");
    Map<String, String> parts = parts(header.substring(ALGORITHM.length()));
    CredentialParameter credential =
        CredentialParameter.parse(part(parts, "Credential"))
            .orElseThrow(
                () ->
                    malformed(
                        "the Credential is mal-formed; expecting"
                            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    List<String> signedHeaders = signedHeaders(part(parts, "SignedHeaders"));
    String signature = part(parts, "Signature");
    SigningTime time = SigningTime.ofHeaders(request).orElseThrow(InvalidDate::new);
    return new SignatureClaim(
        SignatureScheme.AWS_V4_HEADER, credential, signedHeaders, signature, time, 0);
  }

  /** Splits {@code name=value, name=value}; the blank after the comma is optional. */
  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String piece : text.split(",", -1)) {
      int equals = piece.indexOf('=');
      if (equals < 0) {
        throw malformed("each component must be of the form name=value.");
      }
      String name = piece.substring(0, equals).strip();
      if (parts.put(name, piece.substring(equals + 1).strip()) != null) {
        throw malformed("the component " + name + " appears twice.");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed("the component " + name + " is missing.");
    }
    return value;
  }

  private static SignatureClaim ofQuery(RawQuery query) {
    if (!QUERY_PARAMETERS.stream().allMatch(query::has)) {
      throw new MissingQueryParameters(SignatureScheme.AWS_V4_QUERY);
    }
    if (!QUERY_PARAMETERS.stream().allMatch(name -> query.count(name) == 1)) {
      throw new MalformedQueryAuthorization("An authentication parameter appears twice.");
    }
    if (!value(query, "X-Amz-Algorithm").equals(ALGORITHM)) {
      throw new MalformedQueryAuthorization(
          "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
    }
    CredentialParameter credential =
        CredentialParameter.parse(value(query, "X-Amz-Credential"))
            .orElseThrow(
                () ->
                    new MalformedQueryAuthorization(
                        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
                            + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    SigningTime time =
        SigningTime.parse(value(query, "X-Amz-Date"))
            .orElseThrow(
                () ->
                    new MalformedQueryAuthorization(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
    return new SignatureClaim(
        SignatureScheme.AWS_V4_QUERY,
        credential,
        signedHeaders(value(query, "X-Amz-SignedHeaders")),
        value(query, "X-Amz-Signature"),
        time,
        lifetime(value(query, "X-Amz-Expires")));
  }

  private static long lifetime(String text) {
    long seconds;
    try {
      seconds = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedQueryAuthorization("X-Amz-Expires should be a number");
    }
    if (seconds < 1) {
      throw new MalformedQueryAuthorization("X-Amz-Expires must be non-negative");
    }
    if (seconds > MAX_LIFETIME_SECONDS) {
      throw new MalformedQueryAuthorization(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return seconds;
  }

  private static String value(RawQuery query, String name) {
    return query.value(name).orElse("");
  }

  private static List<String> signedHeaders(String text) {
    return List.of(PercentEncoding.lower(text).split(";", -1));
  }

  private static MalformedAuthorization malformed(String reason) {
    return new MalformedAuthorization("The authorization header is malformed; " + reason);
  }
}

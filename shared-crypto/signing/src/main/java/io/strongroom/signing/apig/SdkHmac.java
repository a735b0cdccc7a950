package io.strongroom.signing.apig;

import static io.strongroom.signing.SignableRequest.joined;

import io.strongroom.signing.Credential;
import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The texts and the signature of the scheme, for signer and verifier. */
final class SdkHmac {

  static final String ALGORITHM = "SDK-HMAC-SHA256";
  static final String DATE_HEADER = "x-sdk-date";
  static final String PROJECT_HEADER = "x-project-id";
  static final String CONTENT_HEADER = "x-sdk-content-sha256";
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private SdkHmac() {}

  static String canonicalRequest(
      SignableRequest request, List<String> signedHeaders, String payloadHash) {
    String path = PercentEncoding.normalizePath(request.rawPath());
    Map<String, List<String>> values = request.valuesByName();
    String headers =
        signedHeaders.stream()
            .map(name -> name + ':' + joined(values.getOrDefault(name, List.of())) + '\n')
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        path.endsWith("/") ? path : path + "/",
        canonicalQuery(request.query()),
        headers,
        String.join(";", signedHeaders),
        payloadHash);
  }

  static String stringToSign(String stamp, String canonicalRequest) {
    return ALGORITHM + '\n' + stamp + '\n' + Hashing.sha256Hex(canonicalRequest);
  }

  static String signature(Credential credential, String stringToSign) {
    return Hashing.hex(credential.secret().use(key -> Hashing.hmacSha256(key, stringToSign)));
  }

  private static String canonicalQuery(RawQuery query) {
    return query.parameters().stream()
        .map(
            parameter ->
                new RawQuery.Parameter(
                    PercentEncoding.normalizeQuery(parameter.rawName()),
                    PercentEncoding.normalizeQuery(parameter.rawValue())))
        .sorted(
            Comparator.comparing(RawQuery.Parameter::rawName)
                .thenComparing(RawQuery.Parameter::rawValue))
        .map(parameter -> parameter.rawName() + '=' + parameter.rawValue())
        .collect(Collectors.joining("&"));
  }
}

package io.strongroom.signing.v4;

import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text whose hash is signed: method, path, query, headers, payload hash. */
record CanonicalRequest(String text) {

  private static final Pattern BLANKS = Pattern.compile(" +");

  /** How path and query enter the text. */
  enum Spelling {
    /** As on the request line: S3 signs the path it is sent. */
    AS_SENT,
    /** Decoded and encoded again: some S3 clients sign this but send something laxer. */
    NORMALIZED,
    /** Dot segments resolved, then encoded a second time: every service but S3. */
    DOUBLE_ENCODED
  }

  static CanonicalRequest of(
      SignableRequest request, List<String> signedHeaders, String payloadHash, Spelling spelling) {
    Map<String, List<String>> values = request.valuesByName();
    String headers =
        signedHeaders.stream()
            .map(name -> name + ':' + canonical(values.getOrDefault(name, List.of())) + '\n')
            .collect(Collectors.joining());
    String path =
        switch (spelling) {
          case AS_SENT -> request.rawPath();
          case NORMALIZED -> PercentEncoding.normalizePath(request.rawPath());
          case DOUBLE_ENCODED -> PercentEncoding.encodePath(resolveDots(request.rawPath()));
        };
    String query =
        switch (spelling) {
          case AS_SENT -> canonicalQuery(request.query(), UnaryOperator.identity());
          case NORMALIZED, DOUBLE_ENCODED ->
              canonicalQuery(request.query(), PercentEncoding::normalizeQuery);
        };
    return new CanonicalRequest(
        String.join(
            "\n",
            request.method(),
            path.isEmpty() ? "/" : path,
            query,
            headers,
            String.join(";", signedHeaders),
            payloadHash));
  }

  /** The text that is signed with the key of {@code scope}. */
  String stringToSign(String stamp, CredentialScope scope) {
    return String.join(
        "\n", ClaimParser.ALGORITHM, stamp, scope.toString(), Hashing.sha256Hex(text));
  }

  private static String canonicalQuery(RawQuery query, UnaryOperator<String> spell) {
    return query.parameters().stream()
        .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
        .map(
            parameter ->
                new RawQuery.Parameter(
                    spell.apply(parameter.rawName()), spell.apply(parameter.rawValue())))
        .sorted(
            Comparator.comparing(RawQuery.Parameter::rawName)
                .thenComparing(RawQuery.Parameter::rawValue))
        .map(parameter -> parameter.rawName() + '=' + parameter.rawValue())
        .collect(Collectors.joining("&"));
  }

  private static String canonical(List<String> values) {
    return values.size() == 1
        ? withSingleBlanks(values.getFirst())
        : values.stream().map(CanonicalRequest::withSingleBlanks).collect(Collectors.joining(","));
  }

  private static String withSingleBlanks(String value) {
    String stripped = value.strip();
    return stripped.contains("  ") ? BLANKS.matcher(stripped).replaceAll(" ") : stripped;
  }

  private static String resolveDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    String resolved = "/" + String.join("/", kept);
    return path.endsWith("/") && !kept.isEmpty() ? resolved + "/" : resolved;
  }
}

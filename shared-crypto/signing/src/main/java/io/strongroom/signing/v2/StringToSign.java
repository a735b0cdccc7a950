package io.strongroom.signing.v2;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.internal.PercentEncoding;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the text that the signature covers. */
final class StringToSign {

  private StringToSign() {}

  /**
   * The text.
   *
   * @param dateLine the Date header, {@code Expires}, or empty
   * @param resource the canonical resource path, still encoded
   */
  static String of(
      SigV2Dialect dialect, SignableRequest request, String dateLine, String resource) {
    return request.method()
        + '\n'
        + request.header("content-md5").orElse("")
        + '\n'
        + request.header("content-type").orElse("")
        + '\n'
        + dateLine
        + '\n'
        + canonicalHeaders(dialect, request)
        + resource
        + subResources(dialect, request.query());
  }

  private static String canonicalHeaders(SigV2Dialect dialect, SignableRequest request) {
    return request.headers().stream()
        .map(HeaderField::name)
        .map(PercentEncoding::lower)
        .filter(name -> name.startsWith(dialect.prefix()))
        .distinct()
        .sorted()
        .map(name -> name + ':' + request.header(name).orElse("") + '\n')
        .collect(Collectors.joining());
  }

  private static String subResources(SigV2Dialect dialect, RawQuery query) {
    TreeMap<String, String> entries = new TreeMap<>();
    for (RawQuery.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      if (SubResources.contains(name, dialect.prefix())) {
        String value = parameter.value();
        // Only the first of a repeated sub-resource counts.
        entries.putIfAbsent(name, value.isEmpty() ? name : name + '=' + value);
      }
    }
    return entries.isEmpty() ? "" : "?" + String.join("&", entries.values());
  }
}

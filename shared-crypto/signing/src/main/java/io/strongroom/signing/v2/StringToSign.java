package io.strongroom.signing.v2;

import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException.MalformedQueryAuthorization;
import io.strongroom.signing.internal.PercentEncoding;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the text that the signature covers. */
final class StringToSign {

  private StringToSign() {}

  /** Where a presigned URL's parameters with the dialect's prefix enter the text. */
  enum DialectParameters {
    /** Among the sub-resources, as the OBS SDKs sign them. */
    IN_RESOURCE,
    /** Among the headers they stand for, as boto3 signs them. */
    AS_HEADERS
  }

  /** In the resource, the only way for OBS and for the header form. */
  static String of(
      SigV2Dialect dialect, SignableRequest request, String dateLine, String resource) {
    return of(dialect, request, dateLine, resource, DialectParameters.IN_RESOURCE);
  }

  /**
   * The text.
   *
   * @param dateLine the Date header, {@code Expires}, or empty
   * @param resource the canonical resource path, still encoded
   */
  static String of(
      SigV2Dialect dialect,
      SignableRequest request,
      String dateLine,
      String resource,
      DialectParameters place) {
    return request.method()
        + '\n'
        + request.header("content-md5").orElse("")
        + '\n'
        + request.header("content-type").orElse("")
        + '\n'
        + dateLine
        + '\n'
        + canonicalHeaders(dialect, request, place)
        + resource
        + subResources(dialect, request.query(), place);
  }

  private static String canonicalHeaders(
      SigV2Dialect dialect, SignableRequest request, DialectParameters place) {
    TreeMap<String, String> lines = new TreeMap<>();
    request
        .valuesByName()
        .forEach(
            (name, values) -> {
              if (name.startsWith(dialect.prefix())) {
                lines.put(name, SignableRequest.joined(values));
              }
            });
    if (place == DialectParameters.AS_HEADERS) {
      for (RawQuery.Parameter parameter : request.query().parameters()) {
        String name = PercentEncoding.lower(parameter.name());
        if (name.startsWith(dialect.prefix())) {
          // A header that was really sent is the one that counts, so it must be the signed one.
          lines.putIfAbsent(name, parameter.value().strip());
        }
      }
    }
    return lines.entrySet().stream()
        .map(line -> line.getKey() + ':' + line.getValue() + '\n')
        .collect(Collectors.joining());
  }

  private static String subResources(
      SigV2Dialect dialect, RawQuery query, DialectParameters place) {
    TreeMap<String, String> entries = new TreeMap<>();
    for (RawQuery.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      boolean dialectParameter = PercentEncoding.lower(name).startsWith(dialect.prefix());
      boolean counts =
          dialectParameter ? place == DialectParameters.IN_RESOURCE : SubResources.contains(name);
      if (counts) {
        String value = parameter.value();
        // Only the first of a repeated sub-resource counts.
        entries.putIfAbsent(name, value.isEmpty() ? name : name + '=' + value);
      }
    }
    return entries.isEmpty() ? "" : "?" + String.join("&", entries.values());
  }

  /**
   * Refuses queries of which the text does not tell which parameters they are. A value is signed
   * decoded, so one that holds {@code &name=} reads like two parameters. Of a repeated parameter
   * only the first is signed, and their order is not.
   *
   * @throws MalformedQueryAuthorization when there is such a parameter
   */
  static void requireUnambiguous(SigV2Dialect dialect, RawQuery query) {
    Set<String> names = new HashSet<>();
    for (RawQuery.Parameter parameter : query.parameters()) {
      String name = PercentEncoding.lower(parameter.name());
      if (name.startsWith(dialect.prefix()) && !names.add(name)) {
        throw new MalformedQueryAuthorization("The parameter " + name + " appears twice.");
      }
      if (counts(dialect, name) && holdsParameter(dialect, parameter.name(), parameter.value())) {
        throw new MalformedQueryAuthorization(
            "The parameter " + name + " holds what reads like another parameter.");
      }
    }
  }

  private static boolean counts(SigV2Dialect dialect, String name) {
    return PercentEncoding.lower(name).startsWith(dialect.prefix()) || SubResources.contains(name);
  }

  private static boolean holdsParameter(SigV2Dialect dialect, String name, String value) {
    if (name.indexOf('&') >= 0 || name.indexOf('=') >= 0) {
      return true;
    }
    return Arrays.stream(value.split("&", -1))
        .skip(1)
        .map(piece -> piece.split("=", 2)[0])
        .anyMatch(piece -> counts(dialect, piece));
  }
}

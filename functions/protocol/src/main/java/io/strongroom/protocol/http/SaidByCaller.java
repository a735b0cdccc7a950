package io.strongroom.protocol.http;

import io.strongroom.domain.caller.CallFacts.Said;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a write says that policies may ask about: a closed list of headers, which presigned URLs
 * have as parameters. Stateless.
 */
final class SaidByCaller {

  private static final String CONDITION = "s3:x-amz-";
  private static final Set<String> WRITES = Set.of("PUT", "POST");

  /** S3: a form's fields are called without a prefix. */
  private static final String FORM_ACL = "acl";

  private static final Map<String, Said> BY_HEADER = byHeader();

  private SaidByCaller() {}

  private static Map<String, Said> byHeader() {
    Map<String, Said> headers = new HashMap<>();
    for (Said said : Said.values()) {
      if (said.key().startsWith(CONDITION)) {
        String name = said.key().substring(CONDITION.length());
        headers.put("x-amz-" + name, said);
        headers.put("x-obs-" + name, said);
      }
    }
    return Map.copyOf(headers);
  }

  static Map<Said, String> of(WireRequest request, QueryParameters query) {
    Map<Said, String> said = new EnumMap<>(Said.class);
    request.tlsVersion().ifPresent(version -> said.put(Said.TLS_VERSION, version));
    if (WRITES.contains(request.method())) {
      addHeaders(said, request.headers());
      addParameters(said, query);
    }
    return said;
  }

  /** The same of a form, whose fields are the headers. */
  static Map<Said, String> ofForm(WireRequest form, QueryParameters query) {
    Map<Said, String> said = of(form, query);
    form.headers().first(FORM_ACL).ifPresent(value -> said.put(Said.ACL, value));
    return said;
  }

  /** Several lines are one value with commas between, as for everybody else who reads them. */
  private static void addHeaders(Map<Said, String> said, Headers headers) {
    for (Headers.Field field : headers.fields()) {
      Said what = BY_HEADER.get(field.name());
      if (what != null) {
        said.merge(what, field.value().strip(), (one, other) -> one + "," + other);
      }
    }
  }

  private static void addParameters(Map<Said, String> said, QueryParameters query) {
    for (QueryParameters.Parameter parameter : query.parameters()) {
      Said what = BY_HEADER.get(parameter.name().toLowerCase(Locale.ROOT));
      if (what != null) {
        said.putIfAbsent(what, parameter.value());
      }
    }
  }
}

package io.strongroom.storage.upstream;

import io.strongroom.signing.HeaderField;
import java.util.ArrayList;
import java.util.List;

/**
 * A request before it is signed.
 *
 * @param name in the bucket; empty for the bucket itself. Unreserved characters and slashes only
 * @param query as it is sent
 * @param headers beside those that signing adds
 */
record UpstreamRequest(
    String method, String name, String query, List<HeaderField> headers, UpstreamBody body) {

  static UpstreamRequest of(String method, String name, String query) {
    return new UpstreamRequest(method, name, query, List.of(), UpstreamBody.none());
  }

  /** Whether it makes one blob of parts: some stores copy all bytes before they answer. */
  boolean takesLong() {
    return method.equals("POST") && query.startsWith("uploadId=");
  }

  UpstreamRequest header(String header, String value) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.add(new HeaderField(header, value));
    return new UpstreamRequest(method, name, query, List.copyOf(more), body);
  }

  /** With these beside its own. */
  UpstreamRequest with(List<HeaderField> others) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.addAll(others);
    return new UpstreamRequest(method, name, query, List.copyOf(more), body);
  }

  /** With the headers that its body needs. */
  UpstreamRequest body(UpstreamBody content) {
    UpstreamRequest with = new UpstreamRequest(method, name, query, headers, content);
    return content.md5().isEmpty() ? with : with.header("Content-MD5", content.md5Base64());
  }
}

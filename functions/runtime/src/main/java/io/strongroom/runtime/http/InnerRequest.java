package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What this process asks for one of its users, as their own program would have put it on the wire.
 *
 * @param rawPath of the target, percent-encoded
 * @param rawQuery percent-encoded; empty when there is none
 * @param headers beside host and signature
 * @param body empty to have what the user sends handed on, unread
 */
public record InnerRequest(
    String method, String rawPath, String rawQuery, Headers headers, Optional<byte[]> body) {

  private static final byte[] NOTHING = {};

  /** Without headers and body. */
  public static InnerRequest of(String method, String rawPath, String rawQuery) {
    return new InnerRequest(method, rawPath, rawQuery, Headers.none(), Optional.of(NOTHING));
  }

  /** The same with one more header. */
  public InnerRequest with(String name, String value) {
    return new InnerRequest(method, rawPath, rawQuery, headers.and(name, value), body);
  }

  /** The same with a document. */
  public InnerRequest with(byte[] document) {
    return new InnerRequest(method, rawPath, rawQuery, headers, Optional.of(document));
  }

  /** The same with a text. */
  public InnerRequest with(String document) {
    return with(document.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with the body of the user's own request, as it comes. */
  public InnerRequest withTheirBody() {
    return new InnerRequest(method, rawPath, rawQuery, headers, Optional.empty());
  }

  /** A POST of AWS's JSON protocol. */
  public static InnerRequest json(String target, String document) {
    return new InnerRequest(
            "POST",
            "/",
            "",
            Headers.of(
                List.of(
                    new Headers.Field("content-type", "application/x-amz-json-1.1"),
                    new Headers.Field("x-amz-target", target))),
            Optional.of(NOTHING))
        .with(document);
  }

  /**
   * A POST of the Query protocol of IAM and STS.
   *
   * @param parameters names and values in turn
   */
  public static InnerRequest query(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-08");
    for (int i = 0; i + 1 < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=').append(encoded(parameters[i + 1]));
    }
    return of("POST", "/", "")
        .with("content-type", "application/x-www-form-urlencoded; charset=utf-8")
        .with(form.toString());
  }

  /** Every byte that is not unreserved (RFC 3986 §2.3) escaped, as signatures want it. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Without what may be secret in it. */
  @Override
  public String toString() {
    return "InnerRequest[" + method + " " + rawPath + "]";
  }
}

package io.strongroom.protocol.http;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request as it came, before anybody normalised it.
 *
 * @param rawPath path of the request target, byte for byte, one char each
 * @param rawQuery without the question mark; empty when there is none
 * @param headers values byte for byte, one char each; see {@link HeaderText}
 * @param secure whether the client's connection is encrypted (its own, or as the trusted router
 *     says)
 * @param peer the client's connection
 * @param body blocking; the first call accepts the body (and answers {@code Expect: 100-continue});
 *     call at most once
 */
public record WireRequest(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    boolean secure,
    String requestId,
    Peer peer,
    Supplier<InputStream> body) {

  /**
   * The client's connection.
   *
   * @param address of the client, as the connection or the trusted router says
   * @param tlsVersion {@code 1.3}; empty where it is not known
   */
  public record Peer(Optional<String> address, Optional<String> tlsVersion) {

    /** Nobody knows where. */
    public static final Peer UNKNOWN = new Peer(Optional.empty(), Optional.empty());
  }

  /** A request that came from nobody knows where. */
  public WireRequest(
      String method,
      String rawPath,
      String rawQuery,
      Headers headers,
      boolean secure,
      String requestId,
      Supplier<InputStream> body) {
    this(method, rawPath, rawQuery, headers, secure, requestId, Peer.UNKNOWN, body);
  }

  /** Of the client; empty where it is not known. */
  public Optional<String> address() {
    return peer.address();
  }

  /** {@code 1.3}; empty where it is not known. */
  public Optional<String> tlsVersion() {
    return peer.tlsVersion();
  }

  /** The host the client meant, with port when it sent one; empty when it sent none. */
  public String host() {
    return headers.first("host").orElse("");
  }

  /** The same request with other headers. */
  public WireRequest withHeaders(Headers other) {
    return new WireRequest(method, rawPath, rawQuery, other, secure, requestId, peer, body);
  }

  /** The same request, its body in hand. */
  public WireRequest withBody(Supplier<InputStream> other) {
    return new WireRequest(method, rawPath, rawQuery, headers, secure, requestId, peer, other);
  }

  @Override
  public String toString() {
    return "WireRequest[" + method + " " + rawPath + " " + requestId + "]";
  }
}

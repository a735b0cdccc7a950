package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.runtime.config.StrongroomConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Takes requests from Vert.x as they came. */
@Singleton
public final class WireRequests {

  private static final String TOKEN_HEADER = "x-strongroom-router-token";
  private static final String SCHEME_HEADER = "x-strongroom-scheme";
  private static final String CLIENT_HEADER = "x-strongroom-client";
  private static final String TLS_HEADER = "x-strongroom-tls";

  /** What policies call the versions that libraries and routers name. */
  private static final Map<String, String> TLS_VERSIONS =
      Map.of(
          "TLSv1", "1.0", "TLSv1.0", "1.0", "TLSv1.1", "1.1", "TLSv1.2", "1.2", "TLSv1.3", "1.3");

  private static final String HOST_HEADER = "x-strongroom-host";

  private final Optional<byte[]> routerToken;
  private final boolean insecureKeyTransport;
  private final RequestIds ids = new RequestIds();

  WireRequests(StrongroomConfig config) {
    this.routerToken = config.router().token().map(token -> token.getBytes(StandardCharsets.UTF_8));
    this.insecureKeyTransport = config.insecureKeyTransport();
  }

  WireRequest of(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean routed = comesFromRouter(request);
    String target = request.uri();
    int question = target.indexOf('?');
    return new WireRequest(
        request.method().name(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers(request, routed),
        insecureKeyTransport || isSecure(request, routed),
        ids.next(),
        new WireRequest.Peer(address(request, routed), tlsVersion(request, routed)),
        // Nothing is read until somebody asks: a request refused before costs its sender nothing.
        () -> Bodies.open(context));
  }

  /** What is asked for the user at the other end of a connection, with what is known of that. */
  WireRequest inner(RoutingContext context, InnerRequest asked) {
    HttpServerRequest request = context.request();
    String agent = request.getHeader("user-agent");
    Headers said = agent == null ? asked.headers() : asked.headers().and("user-agent", agent);
    Headers headers =
        asked
            .body()
            .filter(body -> body.length > 0)
            .map(body -> documented(said, body))
            .orElse(said);
    return new WireRequest(
        asked.method(),
        asked.rawPath(),
        asked.rawQuery(),
        headers,
        insecureKeyTransport || request.isSSL(),
        ids.next(),
        new WireRequest.Peer(address(request, false), tlsVersion(request, false)),
        () ->
            asked
                .body()
                .<InputStream>map(ByteArrayInputStream::new)
                .orElseGet(() -> Bodies.open(context)));
  }

  /** Some operations want a document's hash in a header of its own. */
  private static Headers documented(Headers said, byte[] body) {
    return said.and("content-length", Integer.toString(body.length))
        .and("content-md5", Base64.getEncoder().encodeToString(md5(body)));
  }

  private static byte[] md5(byte[] body) {
    try {
      return MessageDigest.getInstance("MD5").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A router's own headers count only with its token; a client's are dropped. */
  private boolean comesFromRouter(HttpServerRequest request) {
    String sent = request.getHeader(TOKEN_HEADER);
    return sent != null
        && routerToken
            .map(token -> MessageDigest.isEqual(token, sent.getBytes(StandardCharsets.UTF_8)))
            .orElse(false);
  }

  private static boolean isSecure(HttpServerRequest request, boolean routed) {
    return routed ? "https".equalsIgnoreCase(request.getHeader(SCHEME_HEADER)) : request.isSSL();
  }

  /** A router that does not say it leaves it open: its own address is nobody's. */
  private static Optional<String> address(HttpServerRequest request, boolean routed) {
    return routed
        ? Optional.ofNullable(request.getHeader(CLIENT_HEADER))
        : Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress);
  }

  /** {@code 1.3}; empty where the connection is not encrypted, or the router does not say. */
  private static Optional<String> tlsVersion(HttpServerRequest request, boolean routed) {
    Optional<String> named =
        routed
            ? Optional.ofNullable(request.getHeader(TLS_HEADER))
            : Optional.ofNullable(request.sslSession()).map(SSLSession::getProtocol);
    return named.flatMap(protocol -> Optional.ofNullable(TLS_VERSIONS.get(protocol)));
  }

  private static Headers headers(HttpServerRequest request, boolean routed) {
    List<Headers.Field> fields = new ArrayList<>();
    String originalHost = routed ? request.getHeader(HOST_HEADER) : null;
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey();
      boolean host = name.equalsIgnoreCase("host");
      if (host && originalHost != null) {
        fields.add(new Headers.Field("host", originalHost));
      } else if (!name.regionMatches(true, 0, "x-strongroom-", 0, "x-strongroom-".length())) {
        fields.add(new Headers.Field(name, header.getValue()));
      }
    }
    return Headers.of(fields);
  }
}

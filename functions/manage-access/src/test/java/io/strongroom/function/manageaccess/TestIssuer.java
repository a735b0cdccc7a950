package io.strongroom.function.manageaccess;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An issuer of tokens, as OpenID Connect has them, whose keys can be changed. */
final class TestIssuer implements AutoCloseable {

  private static final int BITS = 2048;

  private final HttpServer server;
  private volatile RsaJsonWebKey key;

  TestIssuer() throws IOException, JoseException {
    key = newKey("first");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/.well-known/openid-configuration");
    answer("/keys");
    server.start();
  }

  private static RsaJsonWebKey newKey(String id) throws JoseException {
    RsaJsonWebKey made = RsaJwkGenerator.generateJwk(BITS);
    made.setKeyId(id);
    return made;
  }

  private void answer(String path) {
    server.createContext(
        path,
        exchange -> {
          String text =
              path.equals("/keys")
                  ? "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}"
                  : "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(url());
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it signs with another key, and knows the first no more. */
  void rotate(String id) throws JoseException {
    key = newKey(id);
  }

  JwtClaims claims(String subject) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(url());
    claims.setSubject(subject);
    claims.setAudience("storage");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    return claims;
  }

  String signed(JwtClaims claims) throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(key.getPrivateKey());
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return token.getCompactSerialization();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

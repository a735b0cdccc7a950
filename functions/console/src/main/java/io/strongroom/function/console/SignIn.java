package io.strongroom.function.console;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.function.console.session.SignInAttempts;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.runtime.http.InnerKeys;
import io.strongroom.runtime.http.InnerRequests;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks at claims to have an access key. Thread-safe. */
@Singleton
final class SignIn {

  private final InnerRequests inner;
  private final SignInAttempts attempts;

  SignIn(InnerRequests inner, SignInAttempts attempts) {
    this.inner = inner;
    this.attempts = attempts;
  }

  /**
   * What somebody says.
   *
   * @param secret of the key; used up by {@link #prove}
   */
  record Claim(InnerKeys.Key key, SecretBytes secret) {

    static Claim of(Form form) {
      String secret = form.need("secret-access-key").strip();
      if (secret.isEmpty()) {
        throw Refused.badRequest("“secret-access-key” is missing.");
      }
      return new Claim(
          new InnerKeys.Key(
              form.need("access-key-id").strip(), form.find("session-token").map(String::strip)),
          SecretBytes.adopt(secret.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * @throws Refused when the address failed too often lately
   */
  void requireTurn(RoutingContext via) {
    if (!attempts.begin(address(via))) {
      via.response().putHeader("retry-after", Long.toString(attempts.window().toSeconds()));
      throw new Refused(
          429,
          "TooManyAttempts",
          "Signing in failed too often from your address. Wait a minute, then try again.",
          "");
    }
  }

  /** Who it is; empty when it is not so. */
  Optional<Caller> prove(RoutingContext via, Claim claim) {
    try (SecretBytes secret = claim.secret()) {
      Optional<Caller> caller = inner.proved(via, claim.key(), secret);
      caller.ifPresent(known -> attempts.succeeded(address(via)));
      return caller;
    }
  }

  /** Of IPv6, whoever has one address has its network. */
  private static String address(RoutingContext via) {
    String address =
        Optional.ofNullable(via.request().remoteAddress())
            .map(SocketAddress::hostAddress)
            .orElse("unknown");
    return address.contains(":") ? network(address) : address;
  }

  private static String network(String address) {
    int end = 0;
    for (int group = 0; group < 4 && end >= 0; group++) {
      end = address.indexOf(':', end + 1);
    }
    return end < 0 ? address : address.substring(0, end);
  }
}

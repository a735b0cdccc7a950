package io.strongroom.emulator.server;

import io.strongroom.emulator.admin.AdminSecret;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who may use the admin API: whoever is on this machine and can read its secret. Thread-safe. */
@ApplicationScoped
class AdminGate {

  private static final Logger LOG = Logger.getLogger(AdminGate.class);

  private final KmsConfig config;
  private final AdminSecret secret;

  AdminGate(KmsConfig config, AdminSecret secret) {
    this.config = config;
    this.secret = secret;
  }

  /**
   * Makes the secret before the first request, so that whoever starts this server finds it.
   *
   * @throws io.strongroom.local.StartupException when others may read it
   */
  void prepare() {
    if (config.admin() && !secret.exists()) {
      LOG.info("nobody can use the admin API: strongroom.kms.admin-secret-file is not set");
    }
  }

  /** Why a request is refused, by its head; empty when it is not. */
  Optional<String> refusal(HttpServerRequest request) {
    // A page in a browser on this machine comes from loopback too, but names its origin.
    boolean fromPage = request.getHeader("Origin") != null;
    if (!config.admin() || fromPage || !isLoopback(request.remoteAddress().hostAddress())) {
      return Optional.of("not allowed");
    }
    return secret.matches(request.getHeader(AdminSecret.HEADER))
        ? Optional.empty()
        : Optional.of("the header " + AdminSecret.HEADER + " must carry the admin secret");
  }

  private static boolean isLoopback(@Nullable String address) {
    try {
      // A literal address, so nothing is resolved.
      return address != null && InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

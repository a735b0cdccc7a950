package io.strongroom.kms.azure;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.JsonAnswer;
import io.strongroom.kms.wire.JsonHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens by client credentials, asked for where the vault's challenge says. Thread-safe.
 *
 * <p>A challenge is an answer to an unauthenticated request, so whoever can answer in the vault's
 * place could send the application's secret anywhere. Hence: the resource must be the vault's own
 * domain, and the token service one that is configured or known.
 */
final class AzureTokens {

  private static final Set<String> TOKEN_SERVICES =
      Set.of(
          "login.microsoftonline.com",
          "login.chinacloudapi.cn",
          "login.partner.microsoftonline.cn",
          "login.microsoftonline.us",
          "login.windows.net");
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private record Token(String value, Instant until) {}

  private final AzureSettings settings;
  private final JsonHttp http;
  private final InstantSource clock;
  private @Nullable Token token;
  private @Nullable CompletableFuture<String> asking;

  AzureTokens(AzureSettings settings, JsonHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /** A token that should still be good; empty when none is known. */
  synchronized String known() {
    Token known = token;
    return known != null && clock.instant().isBefore(known.until()) ? known.value() : "";
  }

  /** A new token, for an answer with status 401; one request serves all who need it. */
  CompletionStage<String> answer(JsonAnswer challenged) {
    CompletableFuture<String> mine = new CompletableFuture<>();
    synchronized (this) {
      CompletableFuture<String> under = asking;
      if (under != null) {
        return under;
      }
      asking = mine;
      token = null;
    }
    ask(challenged).whenComplete((answer, error) -> finish(mine, answer, error));
    return mine;
  }

  private CompletionStage<JsonAnswer> ask(JsonAnswer challenged) {
    try {
      Matcher parameters =
          PARAMETER.matcher(challenged.headers().firstValue("WWW-Authenticate").orElse(""));
      String authority = "";
      String resource = "";
      while (parameters.find()) {
        switch (parameters.group(1).toLowerCase(Locale.ROOT)) {
          case "authorization", "authorization_uri" -> authority = parameters.group(2);
          case "resource", "scope" -> resource = parameters.group(2);
          default -> {}
        }
      }
      URI tokens = tokenService(authority);
      String form =
          "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
              .formatted(
                  encode(settings.identity().clientId()),
                  encode(settings.identity().clientSecret()),
                  encode(scope(resource)));
      return http.send(
          "POST", tokens, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(distrust());
    } catch (KmsException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void finish(
      CompletableFuture<String> mine, @Nullable JsonAnswer answer, @Nullable Throwable error) {
    Token fresh = null;
    Throwable failure = error;
    if (answer != null && answer.succeeded()) {
      long seconds = answer.body().path("expires_in").asLong(0);
      String value = answer.text("access_token");
      if (!value.isEmpty()) {
        fresh = new Token(value, clock.instant().plusSeconds(seconds).minus(MARGIN));
      }
    }
    synchronized (this) {
      token = fresh;
      asking = null;
    }
    if (fresh != null) {
      mine.complete(fresh.value());
      return;
    }
    if (failure == null) {
      failure = refusal(answer);
    }
    mine.completeExceptionally(failure);
  }

  private static KmsException refusal(@Nullable JsonAnswer answer) {
    int status = answer == null ? 0 : answer.status();
    if (answer != null && status == 429) {
      return new KmsException.Throttled(
          "Azure's token service gets too many requests", answer.retryAfter());
    }
    return status >= 400 && status < 500
        ? new KmsException.AccessDenied("Azure issues no token to this application")
        : new KmsException.Unavailable("Azure's token service answered " + status);
  }

  private URI tokenService(String challenged) {
    URI configured = settings.identity().authority();
    if (configured != null) {
      return URI.create(trimmed(configured.toString()) + "/oauth2/v2.0/token");
    }
    URI authority = URI.create(trimmed(challenged));
    boolean trusted =
        "https".equals(authority.getScheme())
            && authority.getHost() != null
            && authority.getUserInfo() == null
            && TOKEN_SERVICES.contains(authority.getHost().toLowerCase(Locale.ROOT));
    if (!trusted) {
      throw distrust();
    }
    return URI.create(authority + "/oauth2/v2.0/token");
  }

  private String scope(String resource) {
    String trimmed = trimmed(resource.replaceFirst("/\\.default$", ""));
    String domain = URI.create(trimmed).getHost();
    String vault = settings.vault().getHost();
    if (domain == null || !(vault.equals(domain) || vault.endsWith("." + domain))) {
      throw distrust();
    }
    return trimmed + "/.default";
  }

  private static String trimmed(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static KmsException distrust() {
    return new KmsException.AccessDenied("the vault's challenge names a place not to be trusted");
  }
}

package io.strongroom.kms.azure;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.provider.ProviderFailures;
import io.strongroom.kms.provider.Standing;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private record Token(String value, Instant until) {}

  private record Failure(KmsException reason, Instant until) {}

  private final AzureSettings settings;
  private final JsonHttp http;
  private final InstantSource clock;
  private final Standing standing = new Standing();
  private @Nullable Token token;
  private @Nullable Failure failure;
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

  /**
   * Another token than {@code refused}, for an answer with status 401. One request serves all who
   * need it, and a failed one is not repeated within a second.
   *
   * @param refused empty when there was none
   */
  CompletionStage<String> answer(ServiceAnswer challenged, String refused) {
    CompletableFuture<String> mine = new CompletableFuture<>();
    synchronized (this) {
      String known = known();
      CompletableFuture<String> under = asking;
      if (!known.isEmpty() && !known.equals(refused)) {
        return CompletableFuture.completedFuture(known);
      }
      if (under != null) {
        return under;
      }
      Failure last = failure;
      if (last != null && clock.instant().isBefore(last.until())) {
        return CompletableFuture.failedFuture(last.reason());
      }
      asking = mine;
      token = null;
    }
    ask(challenged).whenComplete((answer, error) -> finish(mine, answer, error));
    return mine;
  }

  /** The vault refuses a token that has just been issued. */
  KmsException useless() {
    return standing.refused("Key Vault does not accept the tokens of this application");
  }

  /** The vault answered as to somebody it knows. */
  void accepted() {
    standing.accepted();
  }

  Optional<String> trouble() {
    return standing.trouble();
  }

  private CompletionStage<ServiceAnswer> ask(ServiceAnswer challenged) {
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
      String scope = scope(resource);
      return settings
          .identity()
          .clientSecret()
          .fetch()
          .thenCompose(secret -> http.send("POST", tokens, FORM, form(secret, scope)));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(distrust());
    } catch (KmsException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private String form(String secret, String scope) {
    return "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
        .formatted(encode(settings.identity().clientId()), encode(secret), encode(scope));
  }

  private void finish(
      CompletableFuture<String> mine, @Nullable ServiceAnswer answer, @Nullable Throwable error) {
    Token fresh = null;
    KmsException refusal = null;
    try {
      fresh = token(answer, error);
    } catch (KmsException e) {
      refusal = e;
    }
    synchronized (this) {
      token = fresh;
      asking = null;
      failure = refusal == null ? null : new Failure(refusal, clock.instant().plus(AFTER_FAILURE));
    }
    if (fresh != null) {
      standing.accepted();
      mine.complete(fresh.value());
    } else if (refusal instanceof KmsException.Unavailable) {
      mine.completeExceptionally(standing.refused(String.valueOf(refusal.getMessage())));
    } else {
      mine.completeExceptionally(
          refusal == null ? new IllegalStateException("no token and no refusal") : refusal);
    }
  }

  /** A refused login is no fault of the request that needed it: the KMS cannot be used at all. */
  private Token token(@Nullable ServiceAnswer answer, @Nullable Throwable error) {
    if (answer == null) {
      throw error != null && ProviderFailures.unwrap(error) instanceof KmsException kms
          ? kms
          : new KmsException.Unavailable("Azure's token service cannot be asked");
    }
    String value = answer.text("access_token");
    if (answer.succeeded() && !value.isEmpty()) {
      long seconds = answer.body().path("expires_in").asLong(0);
      return new Token(value, clock.instant().plusSeconds(seconds).minus(MARGIN));
    }
    if (answer.status() == 429) {
      throw new KmsException.Throttled(
          "Azure's token service gets too many requests", answer.retryAfter());
    }
    throw new KmsException.Unavailable(
        "Azure's token service (%d) issues no token to this application"
            .formatted(answer.status()));
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
    return new KmsException.Unavailable("the vault's challenge names a place not to be trusted");
  }
}

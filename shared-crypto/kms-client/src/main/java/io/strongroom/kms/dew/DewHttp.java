package io.strongroom.kms.dew;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.provider.Standing;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.apig.SdkHmacSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends signed requests and turns refusals into errors. Thread-safe. */
final class DewHttp implements AutoCloseable {

  private final DewSettings settings;
  private final JsonHttp http;
  private final InstantSource clock;
  private final Standing standing = new Standing();

  DewHttp(DewSettings settings, JsonHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  CompletionStage<ServiceAnswer> ask(String operation, ObjectNode body) {
    DewSettings.AccessKey key = settings.accessKey();
    Secret token = key.securityToken();
    CompletionStage<String> tokenNow =
        token == null ? CompletableFuture.completedFuture("") : token.fetch();
    return key.secret()
        .fetch()
        .thenCombine(tokenNow, (secret, security) -> sign(operation, body, secret, security))
        .thenCompose(signed -> send(signed, operation, JsonHttp.text(body)))
        .thenApply(
            answer -> {
              if (DewFailures.isOfCredentials(answer)) {
                throw standing.refused(
                    "DEW (%d) does not accept the access key".formatted(answer.status()));
              }
              if (answer.status() < 500) {
                standing.accepted();
              }
              if (!answer.succeeded()) {
                throw DewFailures.of(answer, operation);
              }
              return answer;
            });
  }

  Optional<String> trouble() {
    return standing.trouble();
  }

  private SignableRequest sign(
      String operation, ObjectNode body, String secret, String securityToken) {
    Credential credential = Credential.of(settings.accessKey().id(), secret, "dew", "dew");
    return new SdkHmacSigner(credential)
        .sign(
            new SignableRequest("POST", path(operation), "", headers(securityToken)),
            JsonHttp.text(body).getBytes(StandardCharsets.UTF_8),
            clock.instant());
  }

  private CompletionStage<ServiceAnswer> send(
      SignableRequest signed, String operation, String text) {
    Map<String, String> toSend = new HashMap<>();
    signed.headers().stream()
        // The HTTP client sets it itself, to the value that was signed.
        .filter(header -> !header.name().equals("host"))
        .forEach(header -> toSend.put(header.name(), header.value()));
    toSend.put("Content-Type", "application/json;charset=UTF-8");
    return http.send("POST", settings.endpoint().resolve(path(operation)), toSend, text);
  }

  private String path(String operation) {
    return "/v1.0/%s/kms/%s".formatted(settings.projectId(), operation);
  }

  private List<HeaderField> headers(String securityToken) {
    URI endpoint = settings.endpoint();
    String host =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("host", host));
    headers.add(new HeaderField("X-Project-Id", settings.projectId()));
    if (!securityToken.isEmpty()) {
      headers.add(new HeaderField("X-Security-Token", securityToken));
    }
    return headers;
  }

  @Override
  public void close() {
    http.close();
  }
}

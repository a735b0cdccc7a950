package io.strongroom.kms.dew;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.wire.JsonAnswer;
import io.strongroom.kms.wire.JsonHttp;
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
import java.util.concurrent.CompletionStage;

/** Sends signed requests and turns refusals into errors. Thread-safe. */
final class DewHttp implements AutoCloseable {

  private final DewSettings settings;
  private final SdkHmacSigner signer;
  private final JsonHttp http;
  private final InstantSource clock;

  DewHttp(DewSettings settings, JsonHttp http, InstantSource clock) {
    this.settings = settings;
    this.signer =
        new SdkHmacSigner(
            new Credential(settings.accessKey().id(), settings.accessKey().secret(), "dew", "dew"));
    this.http = http;
    this.clock = clock;
  }

  CompletionStage<JsonAnswer> ask(String operation, ObjectNode body) {
    String path = "/v1.0/%s/kms/%s".formatted(settings.projectId(), operation);
    String text = JsonHttp.text(body);
    SignableRequest signed =
        signer.sign(
            new SignableRequest("POST", path, "", headers()),
            text.getBytes(StandardCharsets.UTF_8),
            clock.instant());
    Map<String, String> toSend = new HashMap<>();
    signed.headers().stream()
        // The HTTP client sets it itself, to the value that was signed.
        .filter(header -> !header.name().equals("host"))
        .forEach(header -> toSend.put(header.name(), header.value()));
    toSend.put("Content-Type", "application/json;charset=UTF-8");
    return http.send("POST", settings.endpoint().resolve(path), toSend, text)
        .thenApply(
            answer -> {
              if (!answer.succeeded()) {
                throw DewErrors.of(answer, operation);
              }
              return answer;
            });
  }

  private List<HeaderField> headers() {
    URI endpoint = settings.endpoint();
    String host =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("host", host));
    headers.add(new HeaderField("X-Project-Id", settings.projectId()));
    String token = settings.accessKey().securityToken();
    if (token != null) {
      headers.add(new HeaderField("X-Security-Token", token));
    }
    return headers;
  }

  @Override
  public void close() {
    http.close();
  }
}

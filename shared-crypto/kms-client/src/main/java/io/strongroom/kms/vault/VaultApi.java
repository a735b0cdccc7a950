package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests to one Vault, in its namespace. Answers of whatever status are answers. Thread-safe. */
final class VaultApi implements AutoCloseable {

  private final VaultSettings settings;
  private final JsonHttp http;

  VaultApi(VaultSettings settings, JsonHttp http) {
    this.settings = settings;
    this.http = http;
  }

  /**
   * GET.
   *
   * @param path below {@code /v1/}
   */
  CompletionStage<ServiceAnswer> get(String path, @Nullable String token) {
    return send("GET", path, null, token);
  }

  /** POST, as {@link #get}. */
  CompletionStage<ServiceAnswer> post(String path, ObjectNode body, @Nullable String token) {
    return send("POST", path, JsonHttp.text(body), token);
  }

  private CompletionStage<ServiceAnswer> send(
      String method, String path, @Nullable String body, @Nullable String token) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Vault-Request", "true");
    headers.put("Content-Type", "application/json");
    if (token != null) {
      headers.put("X-Vault-Token", token);
    }
    String namespace = settings.namespace();
    if (namespace != null) {
      headers.put("X-Vault-Namespace", namespace);
    }
    return http.send(method, settings.address().resolve("/v1/" + path), headers, body);
  }

  @Override
  public void close() {
    http.close();
  }
}

package io.strongroom.kms.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.crypto.kms.KmsException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * A service's answer.
 *
 * @param body an empty object when the answer had none, or none that is JSON
 */
public record ServiceAnswer(int status, HttpHeaders headers, JsonNode body) {

  /** Whether the service did what it was asked. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** How long the service asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return RetryHints.parse(headers::firstValue, InstantSource.system());
  }

  /** Text at a path of members; empty when it is not there. */
  public String text(String... path) {
    JsonNode node = body;
    for (String name : path) {
      node = node.path(name);
    }
    return node.isValueNode() ? node.asText("") : "";
  }

  /**
   * Text that must be there.
   *
   * @throws KmsException.Unavailable when it is not
   */
  public String required(String... path) {
    String text = text(path);
    if (text.isEmpty()) {
      throw new KmsException.Unavailable("the KMS answered without " + String.join(".", path));
    }
    return text;
  }

  /**
   * Bytes in standard base64 that must be there.
   *
   * @throws KmsException.Unavailable when they are not
   */
  public byte[] requiredBytes(String... path) {
    try {
      return Base64.getDecoder().decode(required(path));
    } catch (IllegalArgumentException e) {
      throw new KmsException.Unavailable(
          "the KMS answered with a malformed " + String.join(".", path));
    }
  }
}

package io.strongroom.kms.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.service.Messages;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short texts, in Base64. */
@ApplicationScoped
class DewDataOperations implements DewOperationGroup {

  private static final int MAX_PLAINTEXT_IN_BYTES = 4096;
  private static final int MAX_CIPHERTEXT_LENGTH = 5648;

  private final DewKeys finder;
  private final DewMessages opener;
  private final Messages messages;

  DewDataOperations(DewKeys finder, DewMessages opener, Messages messages) {
    this.finder = finder;
    this.opener = opener;
    this.messages = messages;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("encrypt-data", Quota.DEW_DATA_KEY, this::encrypt),
        new DewOperation("decrypt-data", Quota.DEW_DATA_KEY, this::decrypt));
  }

  private Uni<JsonObject> encrypt(DewCall call) {
    DewInput input = call.input();
    Map<String, String> context = input.context();
    requireSymmetric(input);
    byte[] plaintext = input.required("plain_text").getBytes(StandardCharsets.UTF_8);
    if (plaintext.length > MAX_PLAINTEXT_IN_BYTES) {
      throw DewRefusal.of("KMS.0203", "The plain_text is too long.");
    }
    SecretBytes secret = SecretBytes.adopt(plaintext);
    return finder
        .usable(call, "kms:Encrypt", context)
        .chain(
            key ->
                messages
                    .seal(key, secret, context)
                    .map(
                        blob ->
                            new JsonObject()
                                .put("key_id", key.arn().keyId())
                                .put(
                                    "cipher_text",
                                    Base64.getEncoder().encodeToString(blob.bytes()))))
        .eventually(secret::close);
  }

  private Uni<JsonObject> decrypt(DewCall call) {
    DewInput input = call.input();
    Map<String, String> context = input.context();
    requireSymmetric(input);
    byte[] ciphertext = decode(input.required("cipher_text"));
    return opener
        .open(call, ciphertext, Optional.empty(), context)
        .map(
            opened -> {
              try (SecretBytes secret = opened.plaintext()) {
                return new JsonObject()
                    .put("key_id", opened.key().arn().keyId())
                    .put(
                        "plain_text",
                        secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                    .put(
                        "plain_text_base64",
                        secret.use(bytes -> Base64.getEncoder().encodeToString(bytes)));
              }
            });
  }

  private static void requireSymmetric(DewInput input) {
    String algorithm = input.text("encryption_algorithm").orElse("SYMMETRIC_DEFAULT");
    if (!algorithm.equals("SYMMETRIC_DEFAULT")) {
      throw DewRefusal.of("KMS.2106", "The algorithm does not fit the key.");
    }
  }

  private static byte[] decode(String text) {
    try {
      if (text.length() <= MAX_CIPHERTEXT_LENGTH) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // The same answer as for a text that is too long.
    }
    throw DewRefusal.invalid("cipher_text");
  }
}

package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Short texts, in Base64. */
@ApplicationScoped
class DewDataOperations implements DewOperationGroup {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int MAX_PLAINTEXT_IN_BYTES = 4096;
  private static final int MAX_CIPHERTEXT_LENGTH = 5648;

  private final DewKeys finder;
  private final DewCiphers ciphers;

  DewDataOperations(DewKeys finder, DewCiphers ciphers) {
    this.finder = finder;
    this.ciphers = ciphers;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("encrypt-data", Quota.DEW_DATA_KEY, this::encrypt),
        new DewOperation("decrypt-data", Quota.DEW_DATA_KEY, this::decrypt),
        new DewOperation("re-encrypt", Quota.DEW_DATA_KEY, this::reEncrypt));
  }

  private Uni<JsonObject> encrypt(DewCall call) {
    DewInput input = call.input();
    DewUse use = DewUse.read(call, "kms:Encrypt");
    byte[] plaintext = input.required("plain_text").getBytes(StandardCharsets.UTF_8);
    if (plaintext.length > MAX_PLAINTEXT_IN_BYTES) {
      throw DewRefusal.of("KMS.0203", "The plain_text is too long.");
    }
    SecretBytes secret = SecretBytes.adopt(plaintext);
    return finder
        .named(call, input.required("key_id"))
        .chain(
            key ->
                ciphers
                    .seal(use, key, secret)
                    .map(
                        bytes ->
                            new JsonObject()
                                .put("key_id", key.arn().keyId())
                                .put("cipher_text", base64(bytes))))
        .eventually(secret::close);
  }

  private Uni<JsonObject> decrypt(DewCall call) {
    DewUse use = DewUse.read(call, "kms:Decrypt");
    byte[] ciphertext = decode(call.input().required("cipher_text"));
    return named(call, "key_id")
        .chain(key -> ciphers.open(use, ciphertext, key))
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

  private Uni<JsonObject> reEncrypt(DewCall call) {
    DewInput input = call.input();
    DewUse from = DewUse.readSide(call, "kms:ReEncryptFrom", "source_");
    DewUse to = DewUse.readSide(call, "kms:ReEncryptTo", "destination_");
    boolean isDataKey = input.text("datakey_cipher_length").isPresent();
    byte[] ciphertext =
        isDataKey ? input.hex("cipher_text", "KMS.2201") : decode(input.required("cipher_text"));
    return finder
        .named(call, input.required("destination_key_id"))
        .chain(
            destination ->
                named(call, "source_key_id")
                    .chain(key -> ciphers.open(from, ciphertext, key))
                    .chain(
                        opened ->
                            ciphers
                                .seal(to, destination, opened.plaintext())
                                .map(bytes -> isDataKey ? HEX.formatHex(bytes) : base64(bytes))
                                .map(text -> reply(opened.key(), destination, text))
                                .eventually(opened.plaintext()::close)))
        .map(
            reply ->
                reply
                    .put("source_encryption_algorithm", from.algorithm())
                    .put("destination_encryption_algorithm", to.algorithm()));
  }

  private static JsonObject reply(KmsKey source, KmsKey destination, String ciphertext) {
    return new JsonObject()
        .put("key_id", destination.arn().keyId())
        .put("source_key_id", source.arn().keyId())
        .put("cipher_text", ciphertext);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Uni<Optional<KmsKey>> named(DewCall call, String member) {
    Optional<String> given = call.input().text(member).filter(text -> !text.isEmpty());
    return given.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : finder.named(call, given.get()).map(Optional::of);
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

package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.Decrypt;
import io.strongroom.emulator.operation.Encrypt;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.Plaintext;
import io.strongroom.emulator.operation.ReEncrypt;
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

  private final Encrypt encrypt;
  private final Decrypt decrypt;
  private final ReEncrypt reEncrypt;

  DewDataOperations(Encrypt encrypt, Decrypt decrypt, ReEncrypt reEncrypt) {
    this.encrypt = encrypt;
    this.decrypt = decrypt;
    this.reEncrypt = reEncrypt;
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
    EncryptionUse use = DewUse.read(input, "kms:Encrypt").use();
    KeyReference key = call.key();
    byte[] plaintext = input.required("plain_text").getBytes(StandardCharsets.UTF_8);
    if (plaintext.length > MAX_PLAINTEXT_IN_BYTES) {
      throw DewRefusal.of("KMS.0203", "The plain_text is too long.");
    }
    return encrypt
        .execute(call.call(), new Encrypt.Command(key, use, SecretBytes.adopt(plaintext), false))
        .map(
            made ->
                new JsonObject()
                    .put("key_id", made.key().arn().keyId())
                    .put("cipher_text", base64(made.bytes())));
  }

  private Uni<JsonObject> decrypt(DewCall call) {
    EncryptionUse use = DewUse.read(call.input(), "kms:Decrypt").use();
    SecretBytes ciphertext = SecretBytes.adopt(decode(call.input().required("cipher_text")));
    Optional<KeyReference> key = named(call, use, "key_id");
    return decrypt
        .execute(call.call(), new Decrypt.Command(key, use, Optional.of(ciphertext), false))
        .map(DewDataOperations::decrypted);
  }

  private static JsonObject decrypted(Plaintext opened) {
    try (Plaintext plaintext = opened) {
      return new JsonObject()
          .put("key_id", plaintext.key().arn().keyId())
          .put(
              "plain_text",
              plaintext.bytes().use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
          .put("plain_text_base64", plaintext.bytes().use(DewDataOperations::base64));
    }
  }

  private Uni<JsonObject> reEncrypt(DewCall call) {
    DewInput input = call.input();
    DewUse from = DewUse.readSide(input, "kms:ReEncryptFrom", "source_");
    DewUse to = DewUse.readSide(input, "kms:ReEncryptTo", "destination_");
    boolean isDataKey = input.text("datakey_cipher_length").isPresent();
    byte[] ciphertext =
        isDataKey ? input.hex("cipher_text", "KMS.2201") : decode(input.required("cipher_text"));
    Decrypt.Command source =
        new Decrypt.Command(
            named(call, from.use(), "source_key_id"),
            from.use(),
            Optional.of(SecretBytes.adopt(ciphertext)),
            false);
    return reEncrypt
        .execute(
            call.call(), new ReEncrypt.Command(source, call.key("destination_key_id"), to.use()))
        .map(
            moved ->
                reply(moved, isDataKey)
                    .put("source_encryption_algorithm", from.algorithm())
                    .put("destination_encryption_algorithm", to.algorithm()));
  }

  private static JsonObject reply(ReEncrypt.Result moved, boolean isDataKey) {
    byte[] bytes = moved.ciphertext().bytes();
    return new JsonObject()
        .put("key_id", moved.ciphertext().key().arn().keyId())
        .put("source_key_id", moved.source().arn().keyId())
        .put("cipher_text", isDataKey ? HEX.formatHex(bytes) : base64(bytes));
  }

  // What a public key encrypted does not tell whose it is.
  private static Optional<KeyReference> named(DewCall call, EncryptionUse use, String member) {
    Optional<KeyReference> key = call.optionalKey(member);
    if (key.isEmpty() && use.algorithm().isPresent()) {
      throw DewRefusal.missing(member);
    }
    return key;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
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

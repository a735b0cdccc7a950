package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Messages;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data keys and random numbers, in hexadecimal. */
@ApplicationScoped
class DewDataKeyOperations implements DewOperationGroup {

  private static final int MAX_BITS = 8192;
  private static final int MAX_BYTES = 1024;
  private static final int DIGEST_SIZE_IN_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final DewKeys finder;
  private final DewMessages opener;
  private final Messages messages;

  DewDataKeyOperations(DewKeys finder, DewMessages opener, Messages messages) {
    this.finder = finder;
    this.opener = opener;
    this.messages = messages;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("gen-random", Quota.DEW_DATA_KEY, DewDataKeyOperations::random),
        new DewOperation("create-datakey", Quota.DEW_DATA_KEY, call -> create(call, true)),
        new DewOperation(
            "create-datakey-without-plaintext", Quota.DEW_DATA_KEY, call -> create(call, false)),
        new DewOperation("encrypt-datakey", Quota.DEW_DATA_KEY, this::encrypt),
        new DewOperation("decrypt-datakey", Quota.DEW_DATA_KEY, this::decrypt));
  }

  private static Uni<JsonObject> random(DewCall call) {
    int bits =
        call.input()
            .number("random_data_length", 8, MAX_BITS, "KMS.1801")
            .orElseThrow(() -> DewRefusal.missing("random_data_length"));
    requireWholeBytes(bits, "KMS.1802");
    try (SecretBytes secret = SecretBytes.random(bits / 8)) {
      return Uni.createFrom().item(new JsonObject().put("random_data", secret.use(HEX::formatHex)));
    }
  }

  private Uni<JsonObject> create(DewCall call, boolean withPlaintext) {
    Map<String, String> context = call.input().context();
    int bits = bits(call.input());
    String action = withPlaintext ? "kms:GenerateDataKey" : "kms:GenerateDataKeyWithoutPlaintext";
    return finder
        .usable(call, action, context)
        .chain(
            key -> {
              SecretBytes secret = SecretBytes.random(bits / 8);
              return messages
                  .seal(key, secret, context)
                  .map(
                      blob -> {
                        JsonObject reply = new JsonObject().put("key_id", key.arn().keyId());
                        if (withPlaintext) {
                          reply.put("plain_text", secret.use(HEX::formatHex));
                        }
                        return reply.put("cipher_text", HEX.formatHex(blob.bytes()));
                      })
                  .eventually(secret::close);
            });
  }

  // DEW: with both members given the length wins.
  private static int bits(DewInput input) {
    Optional<Integer> length = input.number("datakey_length", 8, MAX_BITS, "KMS.1901");
    length.ifPresent(bits -> requireWholeBytes(bits, "KMS.1903"));
    return length.orElseGet(
        () ->
            switch (input.text("key_spec").orElse("AES_256")) {
              case "AES_256", "HMAC_256", "HMAC_SM3" -> 256;
              case "AES_128", "SM4" -> 128;
              case "HMAC_384" -> 384;
              case "HMAC_512" -> 512;
              default -> throw DewRefusal.of("KMS.1902", "The key_spec is invalid.");
            });
  }

  private Uni<JsonObject> encrypt(DewCall call) {
    DewInput input = call.input();
    Map<String, String> context = input.context();
    int length =
        input
            .number("datakey_plain_length", 1, MAX_BYTES, "KMS.2102")
            .orElseThrow(() -> DewRefusal.missing("datakey_plain_length"));
    byte[] text = input.hex("plain_text", "KMS.2101");
    if (text.length != length + DIGEST_SIZE_IN_BYTES) {
      throw DewRefusal.of("KMS.2104", "The data key is not of the given length.");
    }
    byte[] plaintext = Arrays.copyOf(text, length);
    byte[] digest = Arrays.copyOfRange(text, length, text.length);
    SecretBytes secret = SecretBytes.adopt(plaintext);
    return finder
        .usable(call, "kms:Encrypt", context)
        .invoke(key -> requireDigest(key, plaintext, digest))
        .chain(
            key ->
                messages
                    .seal(key, secret, context)
                    .map(
                        blob ->
                            new JsonObject()
                                .put("key_id", key.arn().keyId())
                                .put("cipher_text", HEX.formatHex(blob.bytes()))
                                .put("datakey_length", String.valueOf(length))))
        .eventually(secret::close);
  }

  private static void requireDigest(KmsKey key, byte[] plaintext, byte[] digest) {
    if (!MessageDigest.isEqual(digest(key, plaintext), digest)) {
      throw DewRefusal.of("KMS.2103", "The digest of the data key is wrong.");
    }
  }

  private Uni<JsonObject> decrypt(DewCall call) {
    DewInput input = call.input();
    Map<String, String> context = input.context();
    int length =
        input
            .number("datakey_cipher_length", 1, MAX_BYTES, "KMS.2202")
            .orElseThrow(() -> DewRefusal.missing("datakey_cipher_length"));
    byte[] ciphertext = input.hex("cipher_text", "KMS.2201");
    return finder
        .usable(call, "kms:Decrypt", context)
        .chain(
            key ->
                opener.open(
                    new DewUse(call, "kms:Decrypt", DewUse.SYMMETRIC, context),
                    ciphertext,
                    Optional.of(key)))
        .map(
            opened -> {
              try (SecretBytes secret = opened.plaintext()) {
                if (secret.length() != length) {
                  throw DewRefusal.of("KMS.2204", "The data key is not of the given length.");
                }
                return new JsonObject()
                    .put("data_key", secret.use(HEX::formatHex))
                    .put("datakey_length", String.valueOf(length))
                    .put(
                        "datakey_dgst",
                        secret.use(bytes -> HEX.formatHex(digest(opened.key(), bytes))));
              }
            });
  }

  // DEW: SHA-256 for keys wrapped under AES, SM3 under SM4, over the bytes and not their digits.
  private static byte[] digest(KmsKey key, byte[] plaintext) {
    return key.type().spec() == KeySpec.SM4 ? Digests.sm3(plaintext) : Digests.sha256(plaintext);
  }

  private static void requireWholeBytes(int bits, String code) {
    if (bits % 8 != 0) {
      throw DewRefusal.of(code, "The length is not a multiple of 8.");
    }
  }
}

package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.Decrypt;
import io.strongroom.emulator.operation.Encrypt;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.GenerateDataKey;
import io.strongroom.emulator.operation.GenerateRandom;
import io.strongroom.emulator.operation.Plaintext;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Data keys and random numbers, in hexadecimal. */
@ApplicationScoped
class DewDataKeyOperations implements DewOperationGroup {

  private static final int MAX_BITS = 8192;
  private static final int MAX_BYTES = 1024;
  private static final int DIGEST_SIZE_IN_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final GenerateRandom random;
  private final GenerateDataKey generate;
  private final Encrypt encrypt;
  private final Decrypt decrypt;

  DewDataKeyOperations(
      GenerateRandom random, GenerateDataKey generate, Encrypt encrypt, Decrypt decrypt) {
    this.random = random;
    this.generate = generate;
    this.encrypt = encrypt;
    this.decrypt = decrypt;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("gen-random", Quota.DEW_DATA_KEY, this::random),
        new DewOperation(
            "create-datakey",
            Quota.DEW_DATA_KEY,
            call -> create(call, GenerateDataKey.Form.WITH_PLAINTEXT)),
        new DewOperation(
            "create-datakey-without-plaintext",
            Quota.DEW_DATA_KEY,
            call -> create(call, GenerateDataKey.Form.WITHOUT_PLAINTEXT)),
        new DewOperation("encrypt-datakey", Quota.DEW_DATA_KEY, this::encrypt),
        new DewOperation("decrypt-datakey", Quota.DEW_DATA_KEY, this::decrypt));
  }

  private Uni<JsonObject> random(DewCall call) {
    int bits =
        call.input()
            .number("random_data_length", 8, MAX_BITS, "KMS.1801")
            .orElseThrow(() -> DewRefusal.missing("random_data_length"));
    requireWholeBytes(bits, "KMS.1802");
    return random
        .execute(new GenerateRandom.Command(bits / 8))
        .map(
            made -> {
              try (SecretBytes secret = made) {
                return new JsonObject().put("random_data", secret.use(HEX::formatHex));
              }
            });
  }

  private Uni<JsonObject> create(DewCall call, GenerateDataKey.Form form) {
    EncryptionUse use = DewUse.wrapping(call.input(), form.action());
    int bits = bits(call.input());
    return generate
        .execute(call.call(), new GenerateDataKey.Command(call.key(), use, bits / 8, false))
        .map(made -> created(made, form));
  }

  private static JsonObject created(GenerateDataKey.Result made, GenerateDataKey.Form form) {
    try (GenerateDataKey.Result dataKey = made) {
      JsonObject reply = new JsonObject().put("key_id", dataKey.wrapped().key().arn().keyId());
      switch (form) {
        case WITH_PLAINTEXT -> reply.put("plain_text", dataKey.plaintext().use(HEX::formatHex));
        case WITHOUT_PLAINTEXT -> {}
      }
      return reply.put("cipher_text", HEX.formatHex(dataKey.wrapped().bytes()));
    }
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
    EncryptionUse wrapping = DewUse.wrapping(input, "kms:Encrypt");
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
    EncryptionUse use =
        new EncryptionUse(
            wrapping.key().demanding(key -> requireDigest(key, plaintext, digest)),
            wrapping.algorithm());
    return encrypt
        .execute(
            call.call(), new Encrypt.Command(call.key(), use, SecretBytes.adopt(plaintext), false))
        .map(
            made ->
                new JsonObject()
                    .put("key_id", made.key().arn().keyId())
                    .put("cipher_text", HEX.formatHex(made.bytes()))
                    .put("datakey_length", String.valueOf(length)));
  }

  private static void requireDigest(KmsKey key, byte[] plaintext, byte[] digest) {
    if (!MessageDigest.isEqual(digest(key, plaintext), digest)) {
      throw DewRefusal.of("KMS.2103", "The digest of the data key is wrong.");
    }
  }

  private Uni<JsonObject> decrypt(DewCall call) {
    DewInput input = call.input();
    EncryptionUse use = DewUse.wrapping(input, "kms:Decrypt");
    int length =
        input
            .number("datakey_cipher_length", 1, MAX_BYTES, "KMS.2202")
            .orElseThrow(() -> DewRefusal.missing("datakey_cipher_length"));
    SecretBytes ciphertext = SecretBytes.adopt(input.hex("cipher_text", "KMS.2201"));
    return decrypt
        .execute(
            call.call(),
            new Decrypt.Command(Optional.of(call.key()), use, Optional.of(ciphertext), false))
        .map(opened -> decrypted(opened, length));
  }

  private static JsonObject decrypted(Plaintext opened, int length) {
    try (Plaintext plaintext = opened) {
      if (plaintext.bytes().length() != length) {
        throw DewRefusal.of("KMS.2204", "The data key is not of the given length.");
      }
      return new JsonObject()
          .put("data_key", plaintext.bytes().use(HEX::formatHex))
          .put("datakey_length", String.valueOf(length))
          .put(
              "datakey_dgst",
              plaintext.bytes().use(bytes -> HEX.formatHex(digest(plaintext.key(), bytes))));
    }
  }

  // DEW: SHA-256 for keys wrapped under AES, SM3 under SM4, over the bytes and not their digits.
  private static byte[] digest(KmsKey key, byte[] plaintext) {
    return key.type().spec() == KeySpec.SM4
        ? DewDigests.sm3(plaintext)
        : DewDigests.sha256(plaintext);
  }

  private static void requireWholeBytes(int bits, String code) {
    if (bits % 8 != 0) {
      throw DewRefusal.of(code, "The length is not a multiple of 8.");
    }
  }
}

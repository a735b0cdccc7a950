package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What is done with data, by the DEW API. */
abstract class DewDataDeeds implements Deeds {

  static final String PROJECT = "/v1.0/project1/kms/";

  final Wire wire;
  final DewApi api;

  DewDataDeeds(Wire wire) {
    this.wire = wire;
    this.api = new DewApi(wire);
  }

  @Override
  public Api api() {
    return api;
  }

  static JsonObject key(String keyId) {
    return new JsonObject().put("key_id", keyId);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  Reply post(String verb, JsonObject members) {
    return wire.dew("POST", PROJECT + verb, members);
  }

  static Reply done(Reply reply) {
    if (!reply.isDone()) {
      throw new AssertionError(reply);
    }
    return reply;
  }

  private static JsonObject in(JsonObject members, Map<String, String> context) {
    return context.isEmpty()
        ? members
        : members.put("encryption_context", new JsonObject(Map.copyOf(context)));
  }

  @Override
  public Reply encrypting(String keyId, String text, Map<String, String> context) {
    return post("encrypt-data", in(key(keyId).put("plain_text", text), context));
  }

  @Override
  public Reply decrypting(Optional<String> keyId, String ciphertext, Map<String, String> context) {
    JsonObject members = in(new JsonObject().put("cipher_text", ciphertext), context);
    keyId.ifPresent(key -> members.put("key_id", key));
    return post("decrypt-data", members);
  }

  @Override
  public String text(Reply decrypted) {
    return decrypted.text("plain_text");
  }

  @Override
  public String ciphertext(Reply encrypted) {
    return encrypted.text("cipher_text");
  }

  @Override
  public Reply reEncrypting(String ciphertext, String toKeyId) {
    return post(
        "re-encrypt",
        new JsonObject().put("cipher_text", ciphertext).put("destination_key_id", toKeyId));
  }

  private static JsonObject ofLength(String keyId, int lengthInBytes) {
    return key(keyId).put("datakey_length", String.valueOf(Byte.SIZE * lengthInBytes));
  }

  @Override
  public DataKey dataKey(String keyId, int lengthInBytes) {
    Reply made = done(post("create-datakey", ofLength(keyId, lengthInBytes)));
    return new DataKey(HexFormat.of().parseHex(made.text("plain_text")), ciphertext(made));
  }

  @Override
  public String dataKeyAlone(String keyId, int lengthInBytes) {
    return ciphertext(
        done(post("create-datakey-without-plaintext", ofLength(keyId, lengthInBytes))));
  }

  @Override
  public byte[] openDataKey(String keyId, String wrapped, int lengthInBytes) {
    Reply opened =
        done(
            post(
                "decrypt-datakey",
                key(keyId)
                    .put("cipher_text", wrapped)
                    .put("datakey_cipher_length", String.valueOf(lengthInBytes))));
    return HexFormat.of().parseHex(opened.text("data_key"));
  }

  @Override
  public Pair pair(String keyId) {
    Reply made = done(post("create-ec-datakey-pair", key(keyId).put("key_spec", "ECC_NIST_P256")));
    return new Pair(
        bytes(made.text("public_key")),
        bytes(made.text("private_key_plain_text")),
        made.text("private_key_cipher_text"));
  }

  @Override
  public byte[] openPrivateKey(Pair pair) {
    return bytes(
        done(post("decrypt-data", new JsonObject().put("cipher_text", pair.wrapped())))
            .text("plain_text_base64"));
  }

  private static JsonObject signed(String keyId, byte[] digest) {
    return key(keyId)
        .put("message", base64(digest))
        .put("message_type", "DIGEST")
        .put("signing_algorithm", "ECDSA_SHA_256");
  }

  @Override
  public String sign(String keyId, byte[] digest) {
    return done(post("sign", signed(keyId, digest))).text("signature");
  }

  @Override
  public boolean verifies(String keyId, byte[] digest, String signature) {
    Reply verified = done(post("verify", signed(keyId, digest).put("signature", signature)));
    return Boolean.parseBoolean(verified.text("signature_valid"));
  }

  @Override
  public byte[] publicKey(String keyId) {
    String pem = done(post("get-publickey", key(keyId))).text("public_key");
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static JsonObject coded(String keyId, byte[] message) {
    return key(keyId).put("message", base64(message)).put("mac_algorithm", "HMAC_SHA_256");
  }

  @Override
  public String mac(String keyId, byte[] message) {
    return done(post("generate-mac", coded(keyId, message))).text("mac");
  }

  @Override
  public boolean verifiesMac(String keyId, byte[] message, String mac) {
    return done(post("verify-mac", coded(keyId, message).put("mac", mac)))
        .body()
        .getBoolean("mac_valid");
  }
}

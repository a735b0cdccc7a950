package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What is done with data, by the AWS API. */
abstract class AwsDataDeeds implements Deeds {

  final Wire wire;
  final AwsApi api;

  AwsDataDeeds(Wire wire) {
    this.wire = wire;
    this.api = new AwsApi(wire);
  }

  @Override
  public Api api() {
    return api;
  }

  static JsonObject key(String keyId) {
    return new JsonObject().put("KeyId", keyId);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  Reply done(String operation, JsonObject members) {
    Reply reply = wire.aws(operation, members);
    if (!reply.isDone()) {
      throw new AssertionError(reply);
    }
    return reply;
  }

  private static JsonObject in(JsonObject members, Map<String, String> context) {
    return context.isEmpty()
        ? members
        : members.put("EncryptionContext", new JsonObject(Map.copyOf(context)));
  }

  @Override
  public Reply encrypting(String keyId, String text, Map<String, String> context) {
    byte[] plaintext = text.getBytes(StandardCharsets.UTF_8);
    return wire.aws("Encrypt", in(key(keyId).put("Plaintext", base64(plaintext)), context));
  }

  @Override
  public Reply decrypting(Optional<String> keyId, String ciphertext, Map<String, String> context) {
    JsonObject members = in(new JsonObject().put("CiphertextBlob", ciphertext), context);
    keyId.ifPresent(key -> members.put("KeyId", key));
    return wire.aws("Decrypt", members);
  }

  @Override
  public String text(Reply decrypted) {
    return new String(bytes(decrypted.text("Plaintext")), StandardCharsets.UTF_8);
  }

  @Override
  public String ciphertext(Reply encrypted) {
    return encrypted.text("CiphertextBlob");
  }

  @Override
  public Reply reEncrypting(String ciphertext, String toKeyId) {
    return wire.aws(
        "ReEncrypt",
        new JsonObject().put("CiphertextBlob", ciphertext).put("DestinationKeyId", toKeyId));
  }

  @Override
  public DataKey dataKey(String keyId, int lengthInBytes) {
    Reply made = done("GenerateDataKey", key(keyId).put("NumberOfBytes", lengthInBytes));
    return new DataKey(bytes(made.text("Plaintext")), ciphertext(made));
  }

  @Override
  public String dataKeyAlone(String keyId, int lengthInBytes) {
    return ciphertext(
        done("GenerateDataKeyWithoutPlaintext", key(keyId).put("NumberOfBytes", lengthInBytes)));
  }

  @Override
  public byte[] openDataKey(String keyId, String wrapped, int lengthInBytes) {
    return bytes(done("Decrypt", key(keyId).put("CiphertextBlob", wrapped)).text("Plaintext"));
  }

  @Override
  public Pair pair(String keyId) {
    Reply made = done("GenerateDataKeyPair", key(keyId).put("KeyPairSpec", "ECC_NIST_P256"));
    return new Pair(
        bytes(made.text("PublicKey")),
        bytes(made.text("PrivateKeyPlaintext")),
        made.text("PrivateKeyCiphertextBlob"));
  }

  @Override
  public byte[] openPrivateKey(Pair pair) {
    return bytes(
        done("Decrypt", new JsonObject().put("CiphertextBlob", pair.wrapped())).text("Plaintext"));
  }

  private static JsonObject signed(String keyId, byte[] digest) {
    return key(keyId)
        .put("Message", base64(digest))
        .put("MessageType", "DIGEST")
        .put("SigningAlgorithm", "ECDSA_SHA_256");
  }

  @Override
  public String sign(String keyId, byte[] digest) {
    return done("Sign", signed(keyId, digest)).text("Signature");
  }

  @Override
  public boolean verifies(String keyId, byte[] digest, String signature) {
    return holds(
        wire.aws("Verify", signed(keyId, digest).put("Signature", signature)),
        "SignatureValid",
        "KMSInvalidSignatureException");
  }

  /** What does not hold is an error here, not an answer. */
  private static boolean holds(Reply reply, String member, String refusal) {
    if (reply.code().equals(refusal)) {
      return false;
    }
    return reply.body().getBoolean(member);
  }

  @Override
  public byte[] publicKey(String keyId) {
    return bytes(done("GetPublicKey", key(keyId)).text("PublicKey"));
  }

  private static JsonObject coded(String keyId, byte[] message) {
    return key(keyId).put("Message", base64(message)).put("MacAlgorithm", "HMAC_SHA_256");
  }

  @Override
  public String mac(String keyId, byte[] message) {
    return done("GenerateMac", coded(keyId, message)).text("Mac");
  }

  @Override
  public boolean verifiesMac(String keyId, byte[] message, String mac) {
    return holds(
        wire.aws("VerifyMac", coded(keyId, message).put("Mac", mac)),
        "MacValid",
        "KMSInvalidMacException");
  }
}

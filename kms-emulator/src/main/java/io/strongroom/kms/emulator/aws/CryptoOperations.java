package io.strongroom.kms.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.emulator.crypto.CiphertextBlob;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.service.Messages;
import io.strongroom.kms.emulator.service.Messages.Addressed;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Encrypt, Decrypt and ReEncrypt. */
@ApplicationScoped
class CryptoOperations implements OperationGroup {

  static final int MAX_PLAINTEXT_IN_BYTES = 4096;

  private static final int MAX_CIPHERTEXT_IN_BYTES = 6144;

  private final CryptoKeys keys;
  private final Messages messages;

  CryptoOperations(CryptoKeys keys, Messages messages) {
    this.keys = keys;
    this.messages = messages;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("Encrypt", Quota.SYMMETRIC, this::encrypt),
        Operation.answering("Decrypt", Quota.SYMMETRIC, this::decrypt),
        Operation.answering("ReEncrypt", Quota.SYMMETRIC, this::reEncrypt));
  }

  private Uni<JsonObject> encrypt(AwsCall call) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    SecretBytes plaintext =
        SecretBytes.adopt(members.requiredBlob("Plaintext", 1, MAX_PLAINTEXT_IN_BYTES));
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.usable(use, keyId)
        .invoke(() -> DryRun.stop(dryRun))
        .chain(
            key -> messages.seal(key, plaintext, use.context()).map(blob -> encrypted(key, blob)))
        .map(reply -> reply.put("EncryptionAlgorithm", use.algorithm()))
        .eventually(plaintext::close);
  }

  private static JsonObject encrypted(KmsKey key, CiphertextBlob blob) {
    return new JsonObject()
        .put("CiphertextBlob", Base64Text.of(blob.bytes()))
        .put("KeyId", key.arn().toString());
  }

  private Uni<JsonObject> decrypt(AwsCall call) {
    Members members = call.members();
    byte[] ciphertext = members.requiredBlob("CiphertextBlob", 1, MAX_CIPHERTEXT_IN_BYTES);
    Optional<String> keyId = members.text("KeyId", 1, 2048);
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.ofCiphertext(use, ciphertext, keyId)
        .map(
            message -> {
              try (SecretBytes plaintext = messages.open(message, use.context())) {
                DryRun.stop(dryRun);
                return decrypted(message, plaintext).put("EncryptionAlgorithm", use.algorithm());
              }
            });
  }

  private static JsonObject decrypted(Addressed message, SecretBytes plaintext) {
    return new JsonObject()
        .put("KeyId", message.key().arn().toString())
        .put("KeyMaterialId", message.blob().materialId().hex())
        .put("Plaintext", plaintext.use(Base64Text::of));
  }

  private Uni<JsonObject> reEncrypt(AwsCall call) {
    Members members = call.members();
    byte[] ciphertext = members.requiredBlob("CiphertextBlob", 1, MAX_CIPHERTEXT_IN_BYTES);
    Optional<String> sourceKeyId = members.text("SourceKeyId", 1, 2048);
    String destinationKeyId = members.requiredText("DestinationKeyId", 1, 2048);
    CryptoUse from = side(call, members, "Source", "kms:ReEncryptFrom");
    CryptoUse to = side(call, members, "Destination", "kms:ReEncryptTo");
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.ofCiphertext(from, ciphertext, sourceKeyId)
        .chain(
            source ->
                keys.usable(to, destinationKeyId)
                    .chain(destination -> rewrap(source, from, destination, to, dryRun)))
        .map(
            reply ->
                reply
                    .put("SourceEncryptionAlgorithm", from.algorithm())
                    .put("DestinationEncryptionAlgorithm", to.algorithm()));
  }

  private static CryptoUse side(AwsCall call, Members members, String side, String action) {
    return new CryptoUse(
        call,
        action,
        CryptoInput.algorithm(members, side + "EncryptionAlgorithm"),
        CryptoInput.context(members, side + "EncryptionContext"),
        CryptoInput.grantTokens(members));
  }

  private Uni<JsonObject> rewrap(
      Addressed source, CryptoUse from, KmsKey destination, CryptoUse to, boolean dryRun) {
    SecretBytes plaintext = messages.open(source, from.context());
    return Uni.createFrom()
        .item(() -> plaintext)
        .invoke(() -> DryRun.stop(dryRun))
        .chain(secret -> messages.seal(destination, secret, to.context()))
        .map(
            blob ->
                encrypted(destination, blob)
                    .put("DestinationKeyMaterialId", blob.materialId().hex())
                    .put("SourceKeyId", source.key().arn().toString())
                    .put("SourceKeyMaterialId", source.blob().materialId().hex()))
        .eventually(plaintext::close);
  }
}

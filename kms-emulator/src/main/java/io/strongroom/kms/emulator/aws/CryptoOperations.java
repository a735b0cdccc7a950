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
import java.util.Map;
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
    String algorithm = CryptoInput.algorithm(members, "EncryptionAlgorithm");
    Map<String, String> context = CryptoInput.context(members, "EncryptionContext");
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.usable(call, keyId, call.action(), algorithm)
        .invoke(() -> DryRun.stop(dryRun))
        .chain(
            key ->
                messages
                    .seal(key, plaintext, context)
                    .map(blob -> encrypted(key, blob).put("EncryptionAlgorithm", algorithm)))
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
    String algorithm = CryptoInput.algorithm(members, "EncryptionAlgorithm");
    Map<String, String> context = CryptoInput.context(members, "EncryptionContext");
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.ofCiphertext(call, ciphertext, keyId, call.action(), algorithm)
        .map(
            message -> {
              try (SecretBytes plaintext = messages.open(message, context)) {
                DryRun.stop(dryRun);
                return decrypted(message, plaintext).put("EncryptionAlgorithm", algorithm);
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
    var sourceAlgorithm = CryptoInput.algorithm(members, "SourceEncryptionAlgorithm");
    var algorithm = CryptoInput.algorithm(members, "DestinationEncryptionAlgorithm");
    var sourceContext = CryptoInput.context(members, "SourceEncryptionContext");
    var context = CryptoInput.context(members, "DestinationEncryptionContext");
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.ofCiphertext(call, ciphertext, sourceKeyId, "kms:ReEncryptFrom", sourceAlgorithm)
        .chain(
            source ->
                keys.usable(call, destinationKeyId, "kms:ReEncryptTo", algorithm)
                    .chain(
                        destination -> rewrap(source, sourceContext, destination, context, dryRun)))
        .map(
            reply ->
                reply
                    .put("SourceEncryptionAlgorithm", sourceAlgorithm)
                    .put("DestinationEncryptionAlgorithm", algorithm));
  }

  private Uni<JsonObject> rewrap(
      Addressed source,
      Map<String, String> sourceContext,
      KmsKey destination,
      Map<String, String> context,
      boolean dryRun) {
    SecretBytes plaintext = messages.open(source, sourceContext);
    return Uni.createFrom()
        .item(() -> plaintext)
        .invoke(() -> DryRun.stop(dryRun))
        .chain(secret -> messages.seal(destination, secret, context))
        .map(
            blob ->
                encrypted(destination, blob)
                    .put("DestinationKeyMaterialId", blob.materialId().hex())
                    .put("SourceKeyId", source.key().arn().toString())
                    .put("SourceKeyMaterialId", source.blob().materialId().hex()))
        .eventually(plaintext::close);
  }
}

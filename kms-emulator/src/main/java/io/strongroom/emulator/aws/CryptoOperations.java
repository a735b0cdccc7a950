package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.aws.Ciphertexts.Sealed;
import io.strongroom.emulator.aws.Ciphertexts.Source;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Encrypt, Decrypt and ReEncrypt. */
@ApplicationScoped
class CryptoOperations implements OperationGroup {

  static final int MAX_PLAINTEXT_IN_BYTES = 4096;

  private final CryptoKeys keys;
  private final Ciphertexts ciphertexts;

  CryptoOperations(CryptoKeys keys, Ciphertexts ciphertexts) {
    this.keys = keys;
    this.ciphertexts = ciphertexts;
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
        .invoke(key -> Ciphertexts.requireSize(use, key, plaintext.length()))
        .invoke(() -> DryRun.stop(dryRun))
        .chain(key -> ciphertexts.seal(use, key, plaintext).map(result -> encrypted(key, result)))
        .map(reply -> reply.put("EncryptionAlgorithm", use.algorithm()))
        .eventually(plaintext::close);
  }

  private static JsonObject encrypted(KmsKey key, Sealed ciphertext) {
    return new JsonObject()
        .put("CiphertextBlob", ciphertext.base64())
        .put("KeyId", key.arn().toString());
  }

  private Uni<JsonObject> decrypt(AwsCall call) {
    Members members = call.members();
    Optional<byte[]> ciphertext = CryptoInput.ciphertext(members);
    Optional<String> keyId = members.text("KeyId", 1, 2048);
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    return ciphertexts
        .find(use, ciphertext, keyId)
        .chain(
            source ->
                ciphertexts
                    .open(use, source)
                    .map(
                        opened -> {
                          try (SecretBytes plaintext = opened) {
                            DryRun.stop(dryRun);
                            return decrypted(source, plaintext);
                          }
                        }))
        .map(reply -> reply.put("EncryptionAlgorithm", use.algorithm()));
  }

  private static JsonObject decrypted(Source source, SecretBytes plaintext) {
    JsonObject reply =
        new JsonObject()
            .put("KeyId", source.key().arn().toString())
            .put("Plaintext", plaintext.use(Base64Text::of));
    Ciphertexts.material(source).ifPresent(id -> reply.put("KeyMaterialId", id.hex()));
    return reply;
  }

  private Uni<JsonObject> reEncrypt(AwsCall call) {
    Members members = call.members();
    Optional<byte[]> ciphertext = CryptoInput.ciphertext(members);
    Optional<String> sourceKeyId = members.text("SourceKeyId", 1, 2048);
    String destinationKeyId = members.requiredText("DestinationKeyId", 1, 2048);
    CryptoUse from = CryptoUse.readSide(call, members, "Source", "kms:ReEncryptFrom");
    CryptoUse to = CryptoUse.readSide(call, members, "Destination", "kms:ReEncryptTo");
    boolean dryRun = members.flag("DryRun");
    members.check();
    return keys.resolve(call, destinationKeyId)
        .chain(target -> ciphertexts.find(from.opposite(target.arn()), ciphertext, sourceKeyId))
        .chain(
            source ->
                keys.usable(to.opposite(source.key().arn()), destinationKeyId)
                    .chain(
                        destination ->
                            ciphertexts
                                .open(from, source)
                                .chain(opened -> rewrap(to, destination, opened, dryRun)))
                    .map(reply -> describe(reply, source)))
        .map(
            reply ->
                reply
                    .put("SourceEncryptionAlgorithm", from.algorithm())
                    .put("DestinationEncryptionAlgorithm", to.algorithm()));
  }

  private Uni<JsonObject> rewrap(
      CryptoUse to, KmsKey destination, SecretBytes plaintext, boolean dryRun) {
    return Uni.createFrom()
        .item(() -> plaintext)
        .invoke(secret -> Ciphertexts.requireSize(to, destination, secret.length()))
        .invoke(() -> DryRun.stop(dryRun))
        .chain(secret -> ciphertexts.seal(to, destination, secret))
        .map(
            result -> {
              JsonObject reply = encrypted(destination, result);
              result.material().ifPresent(id -> reply.put("DestinationKeyMaterialId", id.hex()));
              return reply;
            })
        .eventually(plaintext::close);
  }

  private static JsonObject describe(JsonObject reply, Source source) {
    Ciphertexts.material(source).ifPresent(id -> reply.put("SourceKeyMaterialId", id.hex()));
    return reply.put("SourceKeyId", source.key().arn().toString());
  }
}

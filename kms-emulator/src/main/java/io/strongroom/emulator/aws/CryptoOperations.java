package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.Ciphertext;
import io.strongroom.emulator.operation.Decrypt;
import io.strongroom.emulator.operation.Encrypt;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.Plaintext;
import io.strongroom.emulator.operation.ReEncrypt;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Encrypt, Decrypt and ReEncrypt. */
@ApplicationScoped
class CryptoOperations implements AwsOperationGroup {

  private static final int MAX_PLAINTEXT_IN_BYTES = 4096;

  private final Encrypt encrypt;
  private final Decrypt decrypt;
  private final ReEncrypt reEncrypt;

  CryptoOperations(Encrypt encrypt, Decrypt decrypt, ReEncrypt reEncrypt) {
    this.encrypt = encrypt;
    this.decrypt = decrypt;
    this.reEncrypt = reEncrypt;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("Encrypt", Quota.SYMMETRIC, this::encrypt),
        AwsOperation.answering("Decrypt", Quota.SYMMETRIC, this::decrypt),
        AwsOperation.answering("ReEncrypt", Quota.SYMMETRIC, this::reEncrypt));
  }

  private Uni<JsonObject> encrypt(AwsCall call) {
    Members members = call.members();
    KeyReference key = AwsCall.keyOrAlias(members);
    SecretBytes plaintext =
        SecretBytes.adopt(members.requiredBlob("Plaintext", 1, MAX_PLAINTEXT_IN_BYTES));
    EncryptionUse use = CryptoInput.use(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    return encrypt
        .execute(call.call(), new Encrypt.Command(key, use, plaintext, dryRun))
        .map(made -> encrypted(made).put("EncryptionAlgorithm", use.algorithmName()));
  }

  private static JsonObject encrypted(Ciphertext made) {
    return new JsonObject()
        .put("CiphertextBlob", Base64Text.of(made.bytes()))
        .put("KeyId", made.key().arn().toString());
  }

  private Uni<JsonObject> decrypt(AwsCall call) {
    Members members = call.members();
    Decrypt.Command command =
        new Decrypt.Command(
            AwsCall.optionalKey(members, "KeyId"),
            CryptoInput.use(call, members),
            CryptoInput.ciphertext(members),
            members.flag("DryRun"));
    members.check();
    CryptoInput.refuseRecipient(members);
    return decrypt.execute(call.call(), command).map(plaintext -> decrypted(command, plaintext));
  }

  private static JsonObject decrypted(Decrypt.Command command, Plaintext opened) {
    try (Plaintext plaintext = opened) {
      JsonObject reply =
          new JsonObject()
              .put("KeyId", plaintext.key().arn().toString())
              .put("Plaintext", plaintext.bytes().use(Base64Text::of))
              .put("EncryptionAlgorithm", command.use().algorithmName());
      plaintext.material().ifPresent(id -> reply.put("KeyMaterialId", id.hex()));
      return reply;
    }
  }

  private Uni<JsonObject> reEncrypt(AwsCall call) {
    Members members = call.members();
    Decrypt.Command from =
        new Decrypt.Command(
            AwsCall.optionalKey(members, "SourceKeyId"),
            CryptoInput.use(call, members, "Source", "kms:ReEncryptFrom"),
            CryptoInput.ciphertext(members),
            members.flag("DryRun"));
    KeyReference destination = AwsCall.keyOrAlias(members, "DestinationKeyId");
    EncryptionUse to = CryptoInput.use(call, members, "Destination", "kms:ReEncryptTo");
    members.check();
    return reEncrypt
        .execute(call.call(), new ReEncrypt.Command(from, destination, to))
        .map(
            moved ->
                moved(moved)
                    .put("SourceEncryptionAlgorithm", from.use().algorithmName())
                    .put("DestinationEncryptionAlgorithm", to.algorithmName()));
  }

  private static JsonObject moved(ReEncrypt.Result moved) {
    JsonObject reply =
        encrypted(moved.ciphertext()).put("SourceKeyId", moved.source().arn().toString());
    moved.ciphertext().material().ifPresent(id -> reply.put("DestinationKeyMaterialId", id.hex()));
    moved.sourceMaterial().ifPresent(id -> reply.put("SourceKeyMaterialId", id.hex()));
    return reply;
  }
}

package io.strongroom.gateway.kms;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyReach;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyDescription.Usability;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.aws.AnsweredKey;
import io.strongroom.kms.aws.KeyDecisions;
import io.strongroom.kms.provider.KmsProvider;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The KMS in this process, asked in the members of AWS's API: one attempt per call. Thread-safe.
 */
final class DirectKmsClient implements KmsProvider {

  private static final String KEY_ID = "KeyId";
  private static final String PLAINTEXT = "Plaintext";
  private static final String CIPHERTEXT = "CiphertextBlob";
  private static final String CONTEXT = "EncryptionContext";
  private static final String LENGTH = "NumberOfBytes";

  private final DirectCalls calls;

  DirectKmsClient(DirectCalls calls) {
    this.calls = calls;
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return calls.ask(
        "GenerateDataKey",
        key(keyId).put(LENGTH, lengthInBytes).put(CONTEXT, members(context)),
        requester,
        answer -> {
          WrappedKey wrapped = wrapped(answer);
          SecretBytes plaintext = secret(answer);
          return new GeneratedDataKey(
              KmsKeyId.of(answeredKey(keyId, answer, plaintext)),
              plaintext,
              wrapped,
              reach(answer));
        });
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return calls.ask(
        "GenerateDataKeyWithoutPlaintext",
        key(keyId).put(LENGTH, lengthInBytes).put(CONTEXT, members(context)),
        requester,
        answer -> wrappedUnder(keyId, answer));
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return calls.ask(
        "Encrypt",
        key(keyId)
            .put(PLAINTEXT, plaintext.use(Base64.getEncoder()::encodeToString))
            .put(CONTEXT, members(context)),
        requester,
        answer -> wrappedUnder(keyId, answer));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return calls.ask(
        "Decrypt",
        key(keyId).put(CIPHERTEXT, text(wrapped)).put(CONTEXT, members(context)),
        requester,
        answer -> {
          SecretBytes plaintext = secret(answer);
          return new UnwrappedKey(
              KmsKeyId.of(answeredKey(keyId, answer, plaintext)), plaintext, reach(answer));
        });
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    JsonObject input =
        new JsonObject()
            .put(CIPHERTEXT, text(command.wrapped()))
            .put("SourceEncryptionContext", members(command.sourceContext()))
            .put("DestinationKeyId", command.destinationKeyId())
            .put("DestinationEncryptionContext", members(command.destinationContext()));
    if (!command.sourceKeyId().isEmpty()) {
      input.put("SourceKeyId", command.sourceKeyId());
    }
    return calls.ask(
        "ReEncrypt", input, requester, answer -> wrappedUnder(command.destinationKeyId(), answer));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(String keyId, Requester requester) {
    return calls.ask(
        "DescribeKey",
        key(keyId),
        requester,
        answer -> {
          JsonObject metadata = answer.getJsonObject("KeyMetadata");
          return new KmsKeyDescription(
              KmsKeyId.of(same(keyId, metadata.getString("Arn"))),
              usability(metadata),
              Optional.ofNullable(metadata.getString("CurrentKeyMaterialId")));
        });
  }

  /** The process's own: nothing to close. */
  @Override
  public void close() {}

  /** Data keys are made by symmetric keys only. */
  private static Usability usability(JsonObject key) {
    boolean symmetric =
        "SYMMETRIC_DEFAULT".equals(key.getString("KeySpec"))
            && "ENCRYPT_DECRYPT".equals(key.getString("KeyUsage"));
    if (!symmetric) {
      return Usability.WRONG_KIND;
    }
    return switch (key.getString("KeyState")) {
      case "Enabled" -> Usability.USABLE;
      case "Disabled" -> Usability.DISABLED;
      default -> Usability.INVALID_STATE;
    };
  }

  private static JsonObject key(String keyId) {
    JsonObject input = new JsonObject();
    return keyId.isEmpty() ? input : input.put(KEY_ID, keyId);
  }

  private static JsonObject members(EncryptionContext context) {
    return new JsonObject(Map.copyOf(context.pairs()));
  }

  private static WrappedDataKey wrappedUnder(String keyId, JsonObject answer) {
    return new WrappedDataKey(KmsKeyId.of(same(keyId, answer.getString(KEY_ID))), wrapped(answer));
  }

  private static String answeredKey(String asked, JsonObject answer, SecretBytes plaintext) {
    try {
      return same(asked, answer.getString(KEY_ID));
    } catch (KmsException wrong) {
      plaintext.close();
      throw wrong;
    }
  }

  private static KeyReach reach(JsonObject answer) {
    return KeyDecisions.givenTo(name -> Optional.ofNullable(answer.getString(name)));
  }

  private static String same(String asked, String answered) {
    if (!AnsweredKey.isSame(asked, answered)) {
      throw new KmsException.Unavailable("the KMS answered for another key than asked");
    }
    return answered;
  }

  private static SecretBytes secret(JsonObject answer) {
    return SecretBytes.adopt(Base64.getDecoder().decode(answer.getString(PLAINTEXT)));
  }

  private static WrappedKey wrapped(JsonObject answer) {
    return WrappedKey.of(Base64.getDecoder().decode(answer.getString(CIPHERTEXT)));
  }

  private static String text(WrappedKey wrapped) {
    return Base64.getEncoder().encodeToString(wrapped.bytes());
  }
}

package io.strongroom.gateway.kms;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
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
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return calls.ask(
        "GenerateDataKey",
        named(key).put(LENGTH, lengthInBytes).put(CONTEXT, members(context)),
        requester,
        answer -> {
          WrappedKey wrapped = wrapped(answer);
          SecretBytes plaintext = secret(answer);
          return new GeneratedDataKey(
              answeredKey(key, answer, plaintext), plaintext, wrapped, reach(answer));
        });
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return calls.ask(
        "GenerateDataKeyWithoutPlaintext",
        named(key).put(LENGTH, lengthInBytes).put(CONTEXT, members(context)),
        requester,
        answer -> wrappedUnder(key, answer));
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      KeyName key, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return calls.ask(
        "Encrypt",
        named(key)
            .put(PLAINTEXT, plaintext.use(Base64.getEncoder()::encodeToString))
            .put(CONTEXT, members(context)),
        requester,
        answer -> wrappedUnder(key, answer));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return calls.ask(
        "Decrypt",
        named(key).put(CIPHERTEXT, text(wrapped)).put(CONTEXT, members(context)),
        requester,
        answer -> {
          SecretBytes plaintext = secret(answer);
          return new UnwrappedKey(answeredKey(key, answer, plaintext), plaintext, reach(answer));
        });
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    JsonObject input =
        new JsonObject()
            .put(CIPHERTEXT, text(command.wrapped()))
            .put("SourceEncryptionContext", members(command.sourceContext()))
            .put("DestinationKeyId", command.destination().text())
            .put("DestinationEncryptionContext", members(command.destinationContext()));
    if (!command.source().isAny()) {
      input.put("SourceKeyId", command.source().text());
    }
    return calls.ask(
        "ReEncrypt", input, requester, answer -> wrappedUnder(command.destination(), answer));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return calls.ask(
        "DescribeKey",
        named(key),
        requester,
        answer -> {
          JsonObject metadata = answer.getJsonObject("KeyMetadata");
          return new KmsKeyDescription(
              same(key, metadata.getString("Arn")),
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

  private static JsonObject named(KeyName key) {
    JsonObject input = new JsonObject();
    return key.isAny() ? input : input.put(KEY_ID, key.text());
  }

  private static JsonObject members(EncryptionContext context) {
    return new JsonObject(Map.copyOf(context.pairs()));
  }

  private static WrappedDataKey wrappedUnder(KeyName asked, JsonObject answer) {
    return new WrappedDataKey(same(asked, answer.getString(KEY_ID)), wrapped(answer));
  }

  private static KmsKeyId answeredKey(KeyName asked, JsonObject answer, SecretBytes plaintext) {
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

  private static KmsKeyId same(KeyName asked, String answered) {
    if (!AnsweredKey.isSame(asked.text(), answered)) {
      throw new KmsException.Unavailable("the KMS answered for another key than asked");
    }
    return KmsKeyId.of(answered);
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

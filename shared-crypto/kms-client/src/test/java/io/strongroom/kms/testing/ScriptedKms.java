package io.strongroom.kms.testing;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * A KMS that answers as told: each call asks the script with its number from 1. A key it makes is
 * filled with that number, and a wrapped key holds the plaintext it unwraps to.
 */
public final class ScriptedKms implements KmsClient {

  /** What a call leads to. */
  public sealed interface Step {
    /** Answers at once. */
    record Succeed() implements Step {}

    /** Refuses at once. */
    record Fail(KmsException reason) implements Step {}

    /** Answers when the future does. */
    record Await(CompletableFuture<?> gate) implements Step {}
  }

  private final IntFunction<Step> script;
  private final List<String> calls = new ArrayList<>();
  private final List<SecretBytes> secrets = new ArrayList<>();

  public ScriptedKms(IntFunction<Step> script) {
    this.script = script;
  }

  public static ScriptedKms working() {
    return new ScriptedKms(call -> new Step.Succeed());
  }

  /** Fails the first calls in this order, then works. */
  public static ScriptedKms failing(KmsException... reasons) {
    return new ScriptedKms(
        call -> call <= reasons.length ? new Step.Fail(reasons[call - 1]) : new Step.Succeed());
  }

  public static ScriptedKms alwaysFailing(KmsException reason) {
    return new ScriptedKms(call -> new Step.Fail(reason));
  }

  public synchronized int callCount() {
    return calls.size();
  }

  /** Operation and requester of each call. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Every plaintext handed out. */
  public synchronized List<SecretBytes> secrets() {
    return List.copyOf(secrets);
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return answer(
        "GenerateDataKey",
        requester,
        number -> {
          byte[] bytes = new byte[lengthInBytes];
          Arrays.fill(bytes, (byte) number);
          return new GeneratedDataKey(
              KmsKeyId.of("arn:" + key.text()), secret(bytes), WrappedKey.of(bytes));
        });
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return answer(
        "GenerateDataKeyWithoutPlaintext",
        requester,
        number ->
            new WrappedDataKey(
                KmsKeyId.of("arn:" + key.text()), WrappedKey.of(new byte[lengthInBytes])));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return answer(
        "Decrypt",
        requester,
        number -> new UnwrappedKey(KmsKeyId.of("arn:" + key.text()), secret(wrapped.bytes())));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return answer(
        "ReEncrypt",
        requester,
        number ->
            new WrappedDataKey(
                KmsKeyId.of("arn:" + command.destination().text()), command.wrapped()));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return answer(
        "DescribeKey",
        requester,
        number -> new KmsKeyDescription(KmsKeyId.of("arn:" + key.text()), true));
  }

  private <T> CompletionStage<T> answer(
      String operation, Requester requester, IntFunction<T> result) {
    int number;
    synchronized (this) {
      calls.add(operation + " " + requester.principal());
      number = calls.size();
    }
    return switch (script.apply(number)) {
      case Step.Succeed() -> CompletableFuture.completedFuture(result.apply(number));
      case Step.Fail(KmsException reason) -> CompletableFuture.failedFuture(reason);
      case Step.Await(CompletableFuture<?> gate) -> gate.thenApply(go -> result.apply(number));
    };
  }

  private synchronized SecretBytes secret(byte[] bytes) {
    SecretBytes secret = SecretBytes.copyOf(bytes);
    secrets.add(secret);
    return secret;
  }
}

package io.strongroom.kms.aws;

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
import io.strongroom.kms.events.TraceHeaders;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.Standing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * AWS KMS through the vendor's asynchronous client: one attempt per call. Results are completed on
 * virtual threads. Thread-safe; close it when the process ends.
 */
public final class AwsKmsClient implements KmsProvider {

  private final KmsAsyncClient kms;
  private final boolean namesRequester;
  private final Standing standing = new Standing();

  AwsKmsClient(KmsAsyncClient kms, boolean namesRequester) {
    this.kms = kms;
    this.namesRequester = namesRequester;
  }

  /** A client with its own connections. Opens none before the first call. */
  public static AwsKmsClient create(AwsKmsSettings settings) {
    return new AwsKmsClient(AwsSdk.client(settings), settings.namesRequester());
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return ask(
        "GenerateDataKey",
        () ->
            kms.generateDataKey(
                request ->
                    request
                        .keyId(key.text())
                        .numberOfBytes(lengthInBytes)
                        .encryptionContext(context.pairs())
                        .overrideConfiguration(headers(requester))),
        answer ->
            new GeneratedDataKey(
                KmsKeyId.of(AnsweredKey.of(key.text(), answer.keyId(), answer.plaintext())),
                secret(answer.plaintext(), lengthInBytes),
                wrapped(answer.ciphertextBlob()),
                reach(answer)));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return ask(
        "GenerateDataKeyWithoutPlaintext",
        () ->
            kms.generateDataKeyWithoutPlaintext(
                request ->
                    request
                        .keyId(key.text())
                        .numberOfBytes(lengthInBytes)
                        .encryptionContext(context.pairs())
                        .overrideConfiguration(headers(requester))),
        answer ->
            new WrappedDataKey(
                KmsKeyId.of(AnsweredKey.of(key.text(), answer.keyId(), null)),
                wrapped(answer.ciphertextBlob())));
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      KeyName key, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return ask(
        "Encrypt",
        () ->
            kms.encrypt(
                request ->
                    request
                        .keyId(key.text())
                        .plaintext(plaintext.use(SdkBytes::fromByteArray))
                        .encryptionContext(context.pairs())
                        .overrideConfiguration(headers(requester))),
        answer ->
            new WrappedDataKey(
                KmsKeyId.of(AnsweredKey.of(key.text(), answer.keyId(), null)),
                wrapped(answer.ciphertextBlob())));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return ask(
        "Decrypt",
        () ->
            kms.decrypt(
                request ->
                    request
                        .keyId(key.isAny() ? null : key.text())
                        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(wrapped.bytes()))
                        .encryptionContext(context.pairs())
                        .overrideConfiguration(headers(requester))),
        answer ->
            new UnwrappedKey(
                KmsKeyId.of(AnsweredKey.of(key.text(), answer.keyId(), answer.plaintext())),
                secret(answer.plaintext(), 0),
                reach(answer)));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return ask(
        "ReEncrypt",
        () ->
            kms.reEncrypt(
                request ->
                    request
                        .sourceKeyId(command.source().isAny() ? null : command.source().text())
                        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(command.wrapped().bytes()))
                        .sourceEncryptionContext(command.sourceContext().pairs())
                        .destinationKeyId(command.destination().text())
                        .destinationEncryptionContext(command.destinationContext().pairs())
                        .overrideConfiguration(headers(requester))),
        answer ->
            new WrappedDataKey(
                KmsKeyId.of(AnsweredKey.of(command.destination().text(), answer.keyId(), null)),
                wrapped(answer.ciphertextBlob())));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return ask(
        "DescribeKey",
        () ->
            kms.describeKey(
                request -> request.keyId(key.text()).overrideConfiguration(headers(requester))),
        answer -> {
          var found = required(answer.keyMetadata(), "KeyMetadata");
          return new KmsKeyDescription(
              KmsKeyId.of(AnsweredKey.of(key.text(), found.arn(), null)),
              usability(found),
              Optional.ofNullable(found.currentKeyMaterialId()));
        });
  }

  @Override
  public Optional<String> trouble() {
    return standing.trouble();
  }

  @Override
  public void close() {
    kms.close();
  }

  /** Data keys are made by symmetric keys only, whatever those are called in the key's region. */
  private static Usability usability(KeyMetadata key) {
    // Others that speak this protocol leave members out which AWS has added since.
    KeySpec spec = key.keySpec();
    KeyUsageType usage = key.keyUsage();
    boolean symmetric =
        (spec == null || spec == KeySpec.SYMMETRIC_DEFAULT)
            && (usage == null || usage == KeyUsageType.ENCRYPT_DECRYPT);
    if (!symmetric) {
      return Usability.WRONG_KIND;
    }
    KeyState state = key.keyState();
    if (state == null) {
      return Boolean.TRUE.equals(key.enabled()) ? Usability.USABLE : Usability.DISABLED;
    }
    return switch (state) {
      case ENABLED -> Usability.USABLE;
      case DISABLED -> Usability.DISABLED;
      case CREATING,
          PENDING_DELETION,
          PENDING_IMPORT,
          PENDING_REPLICA_DELETION,
          UNAVAILABLE,
          UPDATING,
          UNKNOWN_TO_SDK_VERSION ->
          Usability.INVALID_STATE;
    };
  }

  private <A, T> CompletionStage<T> ask(
      String operation, Supplier<CompletableFuture<A>> call, Function<A, T> read) {
    CompletableFuture<A> answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      // The SDK refuses some arguments, and a failed credential look-up, before it has a future.
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .thenApply(
            whole -> {
              standing.accepted();
              return read.apply(whole);
            })
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(refusal(error, operation)));
  }

  private Throwable refusal(Throwable error, String operation) {
    Optional<String> ours = AwsFailures.ofCredentials(error);
    if (ours.isPresent()) {
      return standing.refused(ours.get());
    }
    Throwable refusal = AwsFailures.translate(error, operation);
    if (!(refusal instanceof KmsException.Unavailable)
        && !(refusal instanceof KmsException.Throttled)) {
      standing.accepted();
    }
    return refusal;
  }

  /** Told to those who name their requesters only. */
  private KeyReach reach(AwsResponse answer) {
    SdkHttpResponse response = answer.sdkHttpResponse();
    return namesRequester && response != null
        ? KeyDecisions.givenTo(response::firstMatchingHeader)
        : KeyReach.ACCOUNT;
  }

  private AwsRequestOverrideConfiguration headers(Requester requester) {
    AwsRequestOverrideConfiguration.Builder configuration =
        AwsRequestOverrideConfiguration.builder();
    TraceHeaders.current().forEach(configuration::putHeader);
    if (namesRequester) {
      // The service itself has no name of its own here: its signature says who it is.
      if (!requester.principal().isService()) {
        configuration.putHeader("x-strongroom-on-behalf-of", requester.principal().text());
      }
      if (!requester.requestId().isEmpty()) {
        configuration.putHeader("x-strongroom-request-id", requester.requestId());
      }
    }
    return configuration.build();
  }

  /**
   * Takes over the SDK's own array, so that closing the secret zeroes the only copy we can reach.
   */
  private static SecretBytes secret(@Nullable SdkBytes bytes, int expectedLength) {
    byte[] key = required(bytes, "Plaintext").asByteArrayUnsafe();
    if (expectedLength != 0 && key.length != expectedLength) {
      SecretBytes.adopt(key).close();
      throw new KmsException.Unavailable("the KMS answered with a key of another length");
    }
    return SecretBytes.adopt(key);
  }

  private static WrappedKey wrapped(@Nullable SdkBytes bytes) {
    return WrappedKey.of(required(bytes, "CiphertextBlob").asByteArrayUnsafe());
  }

  private static <T> T required(@Nullable T member, String name) {
    if (member == null) {
      throw new KmsException.Unavailable("the KMS answered without " + name);
    }
    return member;
  }
}

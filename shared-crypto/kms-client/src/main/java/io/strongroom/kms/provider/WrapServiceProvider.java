package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The port over a {@link WrapService}: bounds, one attempt per call, bare errors. Thread-safe. */
public final class WrapServiceProvider implements KmsProvider {

  private static final int MAX_KEY_BYTES = 1_024;
  private static final int MAX_WRAPPED_BYTES = 8 * 1_024;

  private final WrapService wrapper;

  public WrapServiceProvider(WrapService wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return checked(
        !key.isAny() && lengthInBytes >= 1 && lengthInBytes <= MAX_KEY_BYTES,
        () -> wrapper.generate(key.text(), lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    return generateDataKey(key, lengthInBytes, context, requester)
        .thenApply(
            made -> {
              made.close();
              return new WrappedDataKey(made.keyId(), made.wrapped());
            });
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      KeyName key, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return checked(
        !key.isAny() && plaintext.length() >= 1 && plaintext.length() <= MAX_KEY_BYTES,
        () -> wrapper.wrap(key.text(), plaintext, context, requester));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return checked(
        wrapped.length() <= MAX_WRAPPED_BYTES,
        () -> wrapper.unwrap(key.text(), wrapped, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return checked(
        !command.destination().isAny() && command.wrapped().length() <= MAX_WRAPPED_BYTES,
        () -> wrapper.reWrap(command, requester));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return checked(!key.isAny(), () -> wrapper.describe(key.text(), requester));
  }

  @Override
  public Optional<String> trouble() {
    return wrapper.trouble();
  }

  @Override
  public void close() {
    wrapper.close();
  }

  private static <T> CompletionStage<T> checked(boolean valid, Supplier<CompletionStage<T>> call) {
    return valid
        ? ProviderFailures.contain(call)
        : CompletableFuture.failedFuture(
            new KmsException.InvalidRequest("no key named, or a length out of bounds"));
  }
}

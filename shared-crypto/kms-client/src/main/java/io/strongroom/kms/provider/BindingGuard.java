package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets no key through under which a wrapped key opens with another context than its own. A service
 * that does not know the member a context travels in ignores it, and says nothing. So before a
 * key's first result is given out, the same wrapped key is tried with another context, and the
 * service has to refuse. What was seen holds for ten minutes. Thread-safe.
 */
public final class BindingGuard implements WrapService {

  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final String OTHER = "strongroom:another-context";

  private final WrapService inner;
  private final Function<String, CompletionStage<Boolean>> vouched;
  private final Recent<String> proven;

  /**
   * Guards {@code inner}.
   *
   * @param vouched whether a key binds all the same, where this process may not unwrap and so
   *     cannot try
   */
  public BindingGuard(
      WrapService inner, Function<String, CompletionStage<Boolean>> vouched, InstantSource clock) {
    this.inner = inner;
    this.vouched = vouched;
    this.proven = new Recent<>(MEMORY, clock);
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return inner
        .wrap(keyId, plaintext, context, requester)
        .thenCompose(
            made ->
                proved(made.keyId().text(), made.wrapped(), context, requester)
                    .thenApply(_ -> made));
  }

  @Override
  public CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return inner
        .generate(keyId, lengthInBytes, context, requester)
        .thenCompose(
            made ->
                proved(made.keyId().text(), made.wrapped(), context, requester)
                    .whenComplete(
                        (_, error) -> {
                          if (error != null) {
                            made.close();
                          }
                        })
                    .thenApply(_ -> made));
  }

  /** A wrapped key that does not open at all proves nothing: only one that opens counts. */
  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    Supplier<CompletionStage<UnwrappedKey>> open =
        () -> inner.unwrap(keyId, wrapped, context, requester);
    if (!keyId.isEmpty() && proven.has(keyId)) {
      return open.get();
    }
    return refusesOther(keyId, wrapped, context, requester)
        .thenCompose(_ -> open.get())
        .thenApply(
            opened -> {
              proven.add(keyId.isEmpty() ? opened.keyId().text() : keyId);
              return opened;
            });
  }

  @Override
  public CompletionStage<WrappedDataKey> reWrap(ReEncryptCommand command, Requester requester) {
    String source = command.source().text();
    CompletionStage<Void> bound =
        proven.has(source)
            ? CompletableFuture.completedFuture(null)
            : refusesOther(source, command.wrapped(), command.sourceContext(), requester);
    return bound
        .thenCompose(_ -> inner.reWrap(command, requester))
        .thenCompose(
            made ->
                proved(made.keyId().text(), made.wrapped(), command.destinationContext(), requester)
                    .thenApply(_ -> made));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    return inner.describe(keyId, requester);
  }

  @Override
  public Optional<String> trouble() {
    return inner.trouble();
  }

  @Override
  public void close() {
    inner.close();
  }

  private CompletionStage<Void> proved(
      String keyId, WrappedKey fresh, EncryptionContext context, Requester requester) {
    return proven.has(keyId)
        ? CompletableFuture.completedFuture(null)
        : refusesOther(keyId, fresh, context, requester).thenRun(() -> proven.add(keyId));
  }

  private CompletionStage<Void> refusesOther(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return ProviderFailures.contain(() -> inner.unwrap(keyId, wrapped, other(context), requester))
        .handle(
            (opened, error) -> {
              if (opened != null) {
                opened.close();
                return CompletableFuture.<Void>failedFuture(unbound(keyId));
              }
              return judged(keyId, error);
            })
        .thenCompose(Function.identity());
  }

  private CompletionStage<Void> judged(String keyId, Throwable error) {
    return switch (ProviderFailures.unwrap(error)) {
      case KmsException.CiphertextInvalid _ -> CompletableFuture.completedFuture(null);
      case KmsException.InvalidRequest _ -> CompletableFuture.completedFuture(null);
      case KmsException.AccessDenied _ ->
          vouched
              .apply(keyId)
              .thenAccept(
                  binds -> {
                    if (!binds) {
                      throw unproven(keyId);
                    }
                  });
      case Throwable other -> CompletableFuture.failedFuture(other);
    };
  }

  private static EncryptionContext other(EncryptionContext context) {
    return context.with(OTHER, context.pairs().getOrDefault(OTHER, "") + "1");
  }

  private static KmsException unbound(String keyId) {
    return new KmsException.InvalidKeyUsage(
        "The key '%s' does not bind an encryption context as it is configured.".formatted(keyId));
  }

  private static KmsException unproven(String keyId) {
    return new KmsException.InvalidKeyUsage(
        "Whether the key '%s' binds an encryption context cannot be told without permission to"
                .formatted(keyId)
            + " unwrap or to read it.");
  }
}

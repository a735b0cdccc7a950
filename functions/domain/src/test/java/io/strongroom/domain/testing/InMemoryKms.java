package io.strongroom.domain.testing;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.BucketKeys;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A KMS that keeps plaintext keys in a table and gives out handles: no cryptography, but the rules
 * of one, and a list of what it was asked.
 */
public final class InMemoryKms implements KmsClient, BucketKeys {

  private record Entry(String keyId, EncryptionContext context, SecretBytes plaintext) {}

  private final Map<WrappedKey, Entry> entries = new ConcurrentHashMap<>();

  /** Operation names in order. */
  public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** Every plaintext key it gave out, which whoever asked has to close. */
  public final List<SecretBytes> given = new CopyOnWriteArrayList<>();

  /** Answers are held back until this is completed. */
  public CompletableFuture<Void> answering = CompletableFuture.completedFuture(null);

  /** What DescribeKey finds; empty for a usable key of any name. */
  public Optional<CompletionStage<KmsKeyDescription>> description = Optional.empty();

  /** With which context each Decrypt came. */
  public final List<EncryptionContext> decrypted = Collections.synchronizedList(new ArrayList<>());

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    calls.add("GenerateDataKey");
    SecretBytes plaintext = SecretBytes.random(lengthInBytes);
    WrappedKey wrapped = store(new Entry(arn(key), context, plaintext));
    return answer(() -> new GeneratedDataKey(KmsKeyId.of(arn(key)), give(plaintext), wrapped));
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
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    calls.add("Decrypt");
    decrypted.add(context);
    Entry entry = entries.get(wrapped);
    if (entry == null || !entry.context().equals(context)) {
      return CompletableFuture.failedFuture(new KmsException.CiphertextInvalid("no"));
    }
    return answer(() -> new UnwrappedKey(KmsKeyId.of(entry.keyId()), give(entry.plaintext())));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    calls.add("ReEncrypt");
    Entry entry = entries.get(command.wrapped());
    if (entry == null || !entry.context().equals(command.sourceContext())) {
      return CompletableFuture.failedFuture(new KmsException.CiphertextInvalid("no"));
    }
    String target = arn(command.destination());
    WrappedKey wrapped =
        store(new Entry(target, command.destinationContext(), entry.plaintext().copy()));
    return CompletableFuture.completedFuture(new WrappedDataKey(KmsKeyId.of(target), wrapped));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    calls.add("DescribeKey");
    return description.orElseGet(
        () ->
            CompletableFuture.completedFuture(new KmsKeyDescription(KmsKeyId.of(arn(key)), true)));
  }

  @Override
  public CompletionStage<BucketKey> current(
      KeyName key, EncryptionContext context, Requester requester) {
    return generateDataKey(key, 32, context, requester)
        .thenApply(made -> new BucketKey(made.keyId(), made.wrapped(), made.plaintext()));
  }

  @Override
  public CompletionStage<BucketKey> unwrap(
      KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return decrypt(keyId.name(), wrapped, context, requester)
        .thenApply(key -> new BucketKey(key.keyId(), wrapped, key.plaintext()));
  }

  /** As if this key had been deleted: what it wrapped is unwrapped no more. */
  public void forget(String key) {
    entries.values().removeIf(entry -> entry.keyId().equals(arn(KeyName.parse(key))));
  }

  private <T> CompletionStage<T> answer(Supplier<T> answer) {
    return answering.thenApply(now -> answer.get());
  }

  private SecretBytes give(SecretBytes plaintext) {
    SecretBytes copy = plaintext.copy();
    given.add(copy);
    return copy;
  }

  private WrappedKey store(Entry entry) {
    WrappedKey handle = SecretBytes.random(16).use(WrappedKey::of);
    entries.put(handle, entry);
    return handle;
  }

  private static String arn(KeyName key) {
    return key.text().startsWith("arn:")
        ? key.text()
        : "arn:aws:kms:us-east-1:000000000000:key/" + key.text();
  }
}

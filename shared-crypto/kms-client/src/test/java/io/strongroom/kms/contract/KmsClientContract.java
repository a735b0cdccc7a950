package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider must do, whatever the service behind it. */
public abstract class KmsClientContract {

  protected static final Requester ALICE =
      new Requester(PrincipalName.of("arn:aws:iam::000000000000:user/alice"), "r1");
  protected static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::bücket/k").with("a", "bc");

  /** The client under test. */
  protected abstract KmsClient kms();

  /** A key that can be used. */
  protected abstract String key();

  /** Another key that can be used. */
  protected abstract String otherKey();

  /** The name of no key. */
  protected abstract String unknownKey();

  /** Contexts that are not {@link #CONTEXT}, however alike they look when written out. */
  protected List<EncryptionContext> otherContexts() {
    return List.of(
        EncryptionContext.empty(),
        CONTEXT.with("more", "pairs"),
        CONTEXT.with("a", "bd"),
        CONTEXT.with("strongroom:another-context", "1"),
        EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::bücket/k").with("ab", "c"));
  }

  /** How the service rejects what is not one of this key's wrapped keys. */
  protected Class<?>[] rejections() {
    return new Class<?>[] {KmsException.CiphertextInvalid.class};
  }

  /**
   * A client of a service that takes contexts and does not bind them, holding {@link #key}. Empty
   * where no service has a say: contexts are bound here, or by the one vendor there is.
   */
  protected Optional<KmsClient> unbinding() {
    return Optional.empty();
  }

  @Test
  void keyThatBindsNoContext_refusedByName() {
    unbinding()
        .ifPresent(
            careless -> {
              assertThat(
                      failure(careless.generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE)))
                  .isInstanceOf(KmsException.InvalidKeyUsage.class)
                  .hasMessageContaining(key());
              assertThat(
                      failure(
                          careless.generateDataKeyWithoutPlaintext(
                              KeyName.parse(key()), 32, CONTEXT, ALICE)))
                  .isInstanceOf(KmsException.InvalidKeyUsage.class);
            });
  }

  @Test
  void wrappedKeyUnderAKeyThatBindsNoContext_notOpened() {
    WrappedKey wrapped = generate(32).wrapped();
    unbinding()
        .ifPresent(
            careless ->
                assertThat(failure(careless.decrypt(KeyName.parse(key()), wrapped, CONTEXT, ALICE)))
                    .isInstanceOfAny(
                        KmsException.InvalidKeyUsage.class, KmsException.CiphertextInvalid.class));
  }

  protected static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  protected static KmsException failure(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(KmsException.class);
      return (KmsException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  protected final GeneratedDataKey generate(int length) {
    return get(kms().generateDataKey(KeyName.parse(key()), length, CONTEXT, ALICE));
  }

  protected final CompletionStage<UnwrappedKey> decrypt(
      WrappedKey wrapped, EncryptionContext context) {
    return kms().decrypt(KeyName.parse(key()), wrapped, context, ALICE);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void generate_thenDecrypt_samePlaintext(int length) {
    GeneratedDataKey made = generate(length);
    assertThat(made.plaintext().length()).isEqualTo(length);
    UnwrappedKey opened = get(decrypt(made.wrapped(), CONTEXT));
    assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
    assertThat(opened.keyId().text()).isEqualTo(made.keyId().text());
  }

  @Test
  void canonicalKeyId_namesTheKeyAgain() {
    GeneratedDataKey made = generate(32);
    GeneratedDataKey again =
        get(kms().generateDataKey(KeyName.parse(made.keyId().text()), 32, CONTEXT, ALICE));
    assertThat(again.keyId().text()).isEqualTo(made.keyId().text());
    assertThat(
            get(kms().decrypt(KeyName.parse(made.keyId().text()), made.wrapped(), CONTEXT, ALICE))
                .keyId()
                .text())
        .isEqualTo(made.keyId().text());
    assertThat(get(kms().describeKey(KeyName.parse(key()), ALICE)).keyId().text())
        .isEqualTo(made.keyId().text());
  }

  @Test
  void generate_twice_differentKeys() {
    GeneratedDataKey one = generate(32);
    GeneratedDataKey two = generate(32);
    assertThat(one.plaintext().matches(two.plaintext())).isFalse();
    assertThat(one.wrapped()).isNotEqualTo(two.wrapped());
  }

  @Test
  void generateWithoutPlaintext_thenDecrypt_opens() {
    WrappedDataKey made =
        get(kms().generateDataKeyWithoutPlaintext(KeyName.parse(key()), 16, CONTEXT, ALICE));
    assertThat(get(decrypt(made.wrapped(), CONTEXT)).plaintext().length()).isEqualTo(16);
  }

  @Test
  void decrypt_otherContext_rejected() {
    WrappedKey wrapped = generate(32).wrapped();
    for (EncryptionContext other : otherContexts()) {
      assertThat(failure(decrypt(wrapped, other)))
          .as("context %s", other)
          .isInstanceOf(KmsException.CiphertextInvalid.class);
    }
  }

  @Test
  void decrypt_emptyContext_boundToo() {
    GeneratedDataKey made =
        get(kms().generateDataKey(KeyName.parse(key()), 32, EncryptionContext.empty(), ALICE));
    assertThat(get(decrypt(made.wrapped(), EncryptionContext.empty())).plaintext().length())
        .isEqualTo(32);
    assertThat(failure(decrypt(made.wrapped(), CONTEXT)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @Test
  protected void decrypt_changedBytes_rejected() {
    byte[] wrapped = generate(32).wrapped().bytes();
    for (int at = wrapped.length - 1; at > wrapped.length / 2; at -= 7) {
      byte[] changed = wrapped.clone();
      changed[at] ^= 1;
      assertThat(failure(decrypt(WrappedKey.of(changed), CONTEXT)))
          .as("byte %d", at)
          .isInstanceOf(KmsException.CiphertextInvalid.class);
    }
  }

  @Test
  void decrypt_truncatedOrForeign_rejected() {
    byte[] wrapped = generate(32).wrapped().bytes();
    for (int length : new int[] {1, 2, 5, wrapped.length / 2, wrapped.length - 1}) {
      byte[] cut = java.util.Arrays.copyOf(wrapped, length);
      assertThat(failure(decrypt(WrappedKey.of(cut), CONTEXT)))
          .as("length %d", length)
          .isInstanceOfAny(rejections());
    }
    assertThat(failure(decrypt(WrappedKey.of(new byte[200]), CONTEXT)))
        .isInstanceOfAny(rejections());
  }

  @Test
  void decrypt_underAnotherKey_rejected() {
    WrappedKey wrapped = generate(32).wrapped();
    assertThat(failure(kms().decrypt(KeyName.parse(otherKey()), wrapped, CONTEXT, ALICE)))
        .isInstanceOfAny(rejections());
  }

  @Test
  void reEncrypt_otherContext_opensOnlyThere() {
    GeneratedDataKey made = generate(32);
    EncryptionContext other = CONTEXT.with("moved", "yes");
    WrappedDataKey moved =
        get(
            kms()
                .reEncrypt(
                    new ReEncryptCommand(
                        KeyName.parse(key()), made.wrapped(), CONTEXT, KeyName.parse(key()), other),
                    ALICE));
    assertThat(get(decrypt(moved.wrapped(), other)).plaintext().matches(made.plaintext())).isTrue();
    assertThat(failure(decrypt(moved.wrapped(), CONTEXT)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @Test
  void reEncrypt_sameKeyAndContext_stillOpens() {
    GeneratedDataKey made = generate(32);
    WrappedDataKey again =
        get(
            kms()
                .reEncrypt(
                    new ReEncryptCommand(
                        KeyName.parse(key()),
                        made.wrapped(),
                        CONTEXT,
                        KeyName.parse(key()),
                        CONTEXT),
                    ALICE));
    assertThat(get(decrypt(again.wrapped(), CONTEXT)).plaintext().matches(made.plaintext()))
        .isTrue();
  }

  @Test
  void reEncrypt_otherKey_opensOnlyThere() {
    GeneratedDataKey made = generate(16);
    WrappedDataKey moved =
        get(
            kms()
                .reEncrypt(
                    new ReEncryptCommand(
                        KeyName.parse(key()),
                        made.wrapped(),
                        CONTEXT,
                        KeyName.parse(otherKey()),
                        CONTEXT),
                    ALICE));
    UnwrappedKey opened =
        get(kms().decrypt(KeyName.parse(otherKey()), moved.wrapped(), CONTEXT, ALICE));
    assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
    assertThat(failure(decrypt(moved.wrapped(), CONTEXT))).isInstanceOfAny(rejections());
  }

  @Test
  void unknownKey_notFound() {
    assertThat(failure(kms().generateDataKey(KeyName.parse(unknownKey()), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.NotFound.class);
    assertThat(failure(kms().describeKey(KeyName.parse(unknownKey()), ALICE)))
        .isInstanceOf(KmsException.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../sys/seal", "a b", "k?x=1", "https://elsewhere/keys/k", "%2e%2e/x"})
  void oddKeyName_notFoundOrInvalid_neverSentAsPath(String name) {
    assertThat(failure(kms().generateDataKey(KeyName.parse(name), 32, CONTEXT, ALICE)))
        .isInstanceOfAny(KmsException.NotFound.class, KmsException.InvalidRequest.class);
  }

  @Test
  void enabledKey_describedSo() {
    assertThat(get(kms().describeKey(KeyName.parse(key()), ALICE)).enabled()).isTrue();
  }

  protected final void assertRefusedAsDisabled(String disabled) {
    assertThat(failure(kms().generateDataKey(KeyName.parse(disabled), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Disabled.class);
    assertThat(get(kms().describeKey(KeyName.parse(disabled), ALICE)).enabled()).isFalse();
  }

  @Test
  void failures_neverShowKeys() {
    GeneratedDataKey made = generate(32);
    String hex = made.plaintext().use(java.util.HexFormat.of()::formatHex);
    String base64 = made.plaintext().use(java.util.Base64.getEncoder()::encodeToString);
    assertThat(made.toString()).doesNotContainIgnoringCase(hex).doesNotContain(base64);
    String message = failure(decrypt(made.wrapped(), EncryptionContext.empty())).getMessage();
    assertThat(message).doesNotContainIgnoringCase(hex).doesNotContain(base64);
  }
}

package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalWrapTest {

  private final SecretBytes wrappingKey = SecretBytes.random(32);
  private final KeyBinding binding = new KeyBinding("arn:aws:s3:::bucket/key");

  @ParameterizedTest
  @EnumSource(Suite.class)
  void unwrap_sameArguments_givesKeyBack(Suite suite) {
    DataKey key = DataKey.generate(suite);

    WrappedKey local = LocalWrap.wrap(wrappingKey, key, binding);
    WrappedKey customer = LocalWrap.wrapWithCustomerKey(wrappingKey, key, binding);

    assertThat(LocalWrap.unwrap(wrappingKey, suite, local, binding).secret().matches(key.secret()))
        .isTrue();
    assertThat(
            LocalWrap.unwrapWithCustomerKey(wrappingKey, suite, customer, binding)
                .secret()
                .matches(key.secret()))
        .isTrue();
  }

  @Test
  @Spec("WRAP-1")
  void wrap_twice_differs() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);

    assertThat(LocalWrap.wrap(wrappingKey, key, binding))
        .isNotEqualTo(LocalWrap.wrap(wrappingKey, key, binding));
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec("WRAP-4")
  void unwrap_anythingElse_rejected(Suite suite) {
    DataKey key = DataKey.generate(suite);
    WrappedKey wrapped = LocalWrap.wrap(wrappingKey, key, binding);
    Suite otherSuite = suite == Suite.AES_256_GCM ? Suite.SM4_GCM : Suite.AES_256_GCM;

    rejects(() -> LocalWrap.unwrap(SecretBytes.random(32), suite, wrapped, binding));
    rejects(() -> LocalWrap.unwrap(wrappingKey, otherSuite, wrapped, binding));
    rejects(() -> LocalWrap.unwrap(wrappingKey, suite, wrapped, new KeyBinding("other")));
    rejects(() -> LocalWrap.unwrapWithCustomerKey(wrappingKey, suite, wrapped, binding));
    rejects(() -> MetadataKey.unwrap(wrappingKey, suite, wrapped, binding));
  }

  @Test
  @Spec("WRAP-3")
  void unwrap_anyByteChanged_rejected() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    byte[] wrapped = LocalWrap.wrap(wrappingKey, key, binding).bytes();
    for (int i = 0; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      rejects(
          () -> LocalWrap.unwrap(wrappingKey, Suite.AES_256_GCM, WrappedKey.of(changed), binding));
    }
  }

  @Test
  @Spec("WRAP-3")
  void unwrap_commitmentAndSecretChanged_commitmentIsComparedFirst() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    byte[] changed = LocalWrap.wrap(wrappingKey, key, binding).bytes();
    changed[33] ^= 1;
    changed[changed.length - 1] ^= 1;

    assertThatThrownBy(
            () -> LocalWrap.unwrap(wrappingKey, Suite.AES_256_GCM, WrappedKey.of(changed), binding))
        .isInstanceOfSatisfying(
            CiphertextRejected.class, e -> assertThat(e.reason()).isEqualTo("wrapping key"));
  }

  @Test
  @Spec({"WRAP-2", "WRAP-5"})
  void unwrapWithCustomerKey_anyWrongLength_rejected() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    WrappedKey wrapped = LocalWrap.wrapWithCustomerKey(wrappingKey, key, binding);
    for (int length : new int[] {0, 1, 16, 31, 33, 64}) {
      rejects(
          () ->
              LocalWrap.unwrapWithCustomerKey(
                  SecretBytes.random(length), Suite.AES_256_GCM, wrapped, binding));
    }
    assertThatThrownBy(() -> LocalWrap.wrapWithCustomerKey(SecretBytes.random(16), key, binding))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unwrap_anyLength_rejected() {
    for (int length = 0; length < 200; length++) {
      WrappedKey wrapped = WrappedKey.of(new byte[length]);
      rejects(() -> LocalWrap.unwrap(wrappingKey, Suite.AES_256_GCM, wrapped, binding));
    }
  }

  private static void rejects(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CiphertextRejected.class)
        .hasMessage("ciphertext rejected");
  }
}

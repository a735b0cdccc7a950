package io.strongroom.crypto.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RescueKeyTest {

  private static final String ARN = "arn:aws:s3:::b/k";
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", ARN);
  private static final WrappedKey WRAPPED = WrappedKey.of(new byte[] {1, 2, 3});

  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private final SecretBytes bucketKey = SecretBytes.random(32);

  private static ObjectRecord record(KeyWrap wrap) {
    return new ObjectRecord(ARN, new Envelope(Suite.AES_256_GCM, wrap), new byte[1]);
  }

  /** Decrypts exactly {@link #WRAPPED} with {@link #CONTEXT} under the key {@code id}. */
  private static RescueKey kms(SecretBytes answer) {
    return new RescueKey.Kms(
        (KmsClient)
            Proxy.newProxyInstance(
                KmsClient.class.getClassLoader(),
                new Class<?>[] {KmsClient.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("decrypt");
                  assertThat(List.of(arguments).subList(0, 3))
                      .isEqualTo(List.of(KeyName.parse("id"), WRAPPED, CONTEXT));
                  return CompletableFuture.completedFuture(
                      new UnwrappedKey(KmsKeyId.of("id"), answer.copy()));
                }));
  }

  @Test
  void unwrap_kmsWrap_asksTheKms() {
    ObjectRecord record = record(new KmsWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT));

    try (DataKey unwrapped = kms(key.secret()).unwrap(record)) {
      assertThat(unwrapped.secret().matches(key.secret())).isTrue();
    }
  }

  @Test
  void unwrap_bucketKeyWrap_asksTheKmsForTheBucketKey() {
    ObjectRecord record =
        record(
            new BucketKeyWrap(
                KmsKeyId.of("id"),
                WRAPPED,
                CONTEXT,
                LocalWrap.wrap(bucketKey, key, new KeyBinding(ARN))));

    try (DataKey unwrapped = kms(bucketKey).unwrap(record)) {
      assertThat(unwrapped.secret().matches(key.secret())).isTrue();
    }
    assertThatThrownBy(() -> kms(SecretBytes.random(32)).unwrap(record))
        .isInstanceOf(CiphertextRejected.class);
  }

  @Test
  @Spec("ENV-3")
  void unwrap_recordOfAnotherObject_rejectedBeforeTheKmsIsAsked() {
    EncryptionContext other = CONTEXT.with("aws:s3:arn", "arn:aws:s3:::b/other");
    RescueKey.Kms unasked =
        new RescueKey.Kms(
            (KmsClient)
                Proxy.newProxyInstance(
                    KmsClient.class.getClassLoader(),
                    new Class<?>[] {KmsClient.class},
                    (proxy, method, arguments) -> {
                      throw new AssertionError("asked");
                    }));

    for (KeyWrap wrap :
        List.of(
            new KmsWrap(KmsKeyId.of("id"), WRAPPED, other),
            new KmsWrap(KmsKeyId.of("id"), WRAPPED, EncryptionContext.empty()),
            new BucketKeyWrap(KmsKeyId.of("id"), WRAPPED, other, WRAPPED))) {
      assertThatThrownBy(() -> unasked.unwrap(record(wrap))).isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  void unwrap_bucketKeyBoundToTheBucket_asksTheKms() {
    EncryptionContext bucket = EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::b");
    ObjectRecord record =
        record(
            new BucketKeyWrap(
                KmsKeyId.of("id"),
                WRAPPED,
                bucket,
                LocalWrap.wrap(bucketKey, key, new KeyBinding(ARN))));

    try (DataKey unwrapped = new RescueKey.Unwrapped(bucketKey).unwrap(record)) {
      assertThat(unwrapped.secret().matches(key.secret())).isTrue();
    }
  }

  @Test
  void unwrap_keyOfAnotherKind_rejected() {
    RescueKey customer = new RescueKey.Customer(bucketKey);
    ObjectRecord customers =
        record(
            new CustomerKeyWrap(
                LocalWrap.wrapWithCustomerKey(bucketKey, key, new KeyBinding(ARN))));
    ObjectRecord kmsOnes = record(new KmsWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT));

    assertThatThrownBy(() -> kms(bucketKey).unwrap(customers))
        .isInstanceOf(CiphertextRejected.class);
    assertThatThrownBy(() -> new RescueKey.Unwrapped(bucketKey).unwrap(customers))
        .isInstanceOf(CiphertextRejected.class);
    assertThatThrownBy(() -> customer.unwrap(kmsOnes)).isInstanceOf(CiphertextRejected.class);
    assertThatThrownBy(() -> kms(SecretBytes.random(16)).unwrap(kmsOnes))
        .isInstanceOf(CiphertextRejected.class);
  }

  @Test
  @Spec("WRAP-2")
  void lengthFor_everyWrap_isThatOfTheKeyWhichOpensIt() {
    KmsWrap kms = new KmsWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT);

    assertThat(RescueKey.lengthFor(new Envelope(Suite.AES_256_GCM, kms))).isEqualTo(32);
    assertThat(RescueKey.lengthFor(new Envelope(Suite.SM4_GCM, kms))).isEqualTo(16);
    for (Suite suite : List.of(Suite.AES_256_GCM, Suite.SM4_GCM)) {
      KeyWrap bucketKey = new BucketKeyWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT, WRAPPED);
      assertThat(RescueKey.lengthFor(new Envelope(suite, bucketKey))).isEqualTo(32);
      assertThat(RescueKey.lengthFor(new Envelope(suite, new CustomerKeyWrap(WRAPPED))))
          .isEqualTo(32);
    }
    BucketKeyWrap outer = new BucketKeyWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT, WRAPPED);
    assertThat(
            RescueKey.lengthFor(new Envelope(Suite.AES_256_GCM_TWICE, new LayeredWrap(kms, outer))))
        .isEqualTo(32);
  }

  @Test
  @Spec("LAYER-3")
  void unwrap_twoLayers_needsBothAnswers() {
    KeyBinding binding = new KeyBinding(ARN);
    try (DataKey both = DataKey.generate(Suite.AES_256_GCM_TWICE);
        DataKey inner = both.inner();
        DataKey outer = both.outer();
        SecretBytes service = SecretBytes.random(32)) {
      BucketKeyWrap around =
          new BucketKeyWrap(
              KmsKeyId.of("service"),
              WRAPPED,
              CONTEXT,
              LocalWrap.wrapOuter(service, outer, binding));
      LayeredWrap wrap = new LayeredWrap(new KmsWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT), around);
      ObjectRecord record = new ObjectRecord(ARN, new Envelope(both.suite(), wrap), new byte[0]);

      try (DataKey opened = new RescueKey.UnwrappedLayers(inner.secret(), service).unwrap(record)) {
        assertThat(opened.secret().matches(both.secret())).isTrue();
      }
      assertThatThrownBy(() -> new RescueKey.Unwrapped(inner.secret()).unwrap(record))
          .isInstanceOf(CiphertextRejected.class);
      assertThatThrownBy(() -> new RescueKey.Unwrapped(service).unwrap(record))
          .isInstanceOf(CiphertextRejected.class);
    }
  }
}

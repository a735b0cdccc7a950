package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

  private static final KeyBinding BINDING = new KeyBinding("arn:b/k");

  static Stream<Envelope> envelopes() {
    WrappedKey wrapped = WrappedKey.of(new byte[] {1, 2, 3});
    EncryptionContext context =
        new EncryptionContext(Map.of("aws:s3:arn", "arn:aws:s3:::b/k", "é", "", "\uFFFD", "x"))
            .with("\uD83D\uDE00", "after U+FFFD in UTF-8, before it in UTF-16");
    BucketKeyWrap bucketKey =
        new BucketKeyWrap(KmsKeyId.of("key"), wrapped, context, WrappedKey.of(new byte[] {4}));
    Stream<Envelope> layered =
        Stream.of(new KmsWrap(KmsKeyId.of("key"), wrapped, context), bucketKey)
            .map(inner -> new Envelope(Suite.AES_256_GCM_TWICE, new LayeredWrap(inner, bucketKey)));
    return Stream.concat(
        layered,
        Stream.of(Suite.AES_256_GCM, Suite.SM4_GCM)
            .flatMap(
                suite ->
                    Stream.of(
                        new Envelope(suite, new KmsWrap(KmsKeyId.of("key"), wrapped, context)),
                        new Envelope(
                            suite,
                            new KmsWrap(KmsKeyId.of("key"), wrapped, EncryptionContext.empty())),
                        new Envelope(suite, bucketKey),
                        new Envelope(suite, new CustomerKeyWrap(wrapped)))));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  @Spec("ENV-1")
  void decode_encoded_equal(Envelope envelope) {
    Envelope decoded = Envelope.decode(envelope.encode());

    assertThat(decoded).isEqualTo(envelope);
    assertThat(decoded.encode()).isEqualTo(envelope.encode());
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  @Spec({"ENV-2", "GEN-3"})
  void decode_cutOrExtended_rejected(Envelope envelope) {
    byte[] record = envelope.encode();
    for (int length = 0; length < record.length; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      assertThatThrownBy(() -> Envelope.decode(cut)).isInstanceOf(CiphertextRejected.class);
    }
    byte[] extended = Arrays.copyOf(record, record.length + 1);
    assertThatThrownBy(() -> Envelope.decode(extended)).isInstanceOf(CiphertextRejected.class);
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  @Spec({"ENV-1", "ENV-2"})
  void decode_anyByteChanged_rejectedOrAnotherEnvelope(Envelope envelope) {
    byte[] record = envelope.encode();
    for (int i = 0; i < record.length; i++) {
      for (int flip : List.of(1, 0x80, 0xFF)) {
        byte[] changed = record.clone();
        changed[i] ^= (byte) flip;
        try {
          Envelope other = Envelope.decode(changed);
          assertThat(other).isNotEqualTo(envelope);
          assertThat(other.encode()).isEqualTo(changed);
        } catch (CiphertextRejected e) {
          assertThat(e).hasMessage("ciphertext rejected");
        }
      }
    }
  }

  @Test
  void toString_wrappedKeys_notPrinted() {
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM)) {
      assertThat(key.toString()).contains("redacted");
      assertThat(MetadataKey.of(key).toString()).contains("redacted");
    }
  }

  @Test
  @Spec("ENV-3")
  void requireBinding_anotherObjectOrBucket_rejected() {
    WrappedKey key = WrappedKey.of(new byte[1]);
    EncryptionContext object = EncryptionContext.empty().with("aws:s3:arn", "arn:b/k");
    EncryptionContext bucket = EncryptionContext.empty().with("aws:s3:arn", "arn:b");
    Envelope kms = new Envelope(Suite.AES_256_GCM, new KmsWrap(KmsKeyId.of("id"), key, object));
    Envelope bucketKey =
        new Envelope(Suite.AES_256_GCM, new BucketKeyWrap(KmsKeyId.of("id"), key, bucket, key));
    Envelope none =
        new Envelope(
            Suite.AES_256_GCM, new KmsWrap(KmsKeyId.of("id"), key, EncryptionContext.empty()));

    kms.requireBinding(BINDING);
    bucketKey.requireBinding(BINDING);
    new Envelope(Suite.SM4_GCM, new BucketKeyWrap(KmsKeyId.of("id"), key, object, key))
        .requireBinding(BINDING);
    new Envelope(Suite.SM4_GCM, new CustomerKeyWrap(key)).requireBinding(BINDING);
    for (Envelope envelope : List.of(kms, bucketKey, none)) {
      assertThatThrownBy(() -> envelope.requireBinding(new KeyBinding("arn:c/k")))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  @Spec("ENV-3")
  void requireBinding_envelopeOfAnUpload_neverAnObjects() {
    WrappedKey key = WrappedKey.of(new byte[1]);
    EncryptionContext object = EncryptionContext.empty().with("aws:s3:arn", "arn:b/k");
    EncryptionContext upload = object.with("strongroom:use", "upload");
    Envelope ofObject =
        new Envelope(Suite.SM4_GCM, new BucketKeyWrap(KmsKeyId.of("id"), key, object, key));
    Envelope ofUpload =
        new Envelope(Suite.SM4_GCM, new BucketKeyWrap(KmsKeyId.of("id"), key, upload, key));
    Envelope kms = new Envelope(Suite.SM4_GCM, new KmsWrap(KmsKeyId.of("id"), key, upload));

    ofUpload.requireUploadBinding(BINDING);
    new Envelope(Suite.SM4_GCM, new CustomerKeyWrap(key)).requireUploadBinding(BINDING);
    for (Envelope envelope : List.of(ofUpload, kms)) {
      assertThatThrownBy(() -> envelope.requireBinding(BINDING))
          .isInstanceOf(CiphertextRejected.class);
    }
    for (Envelope envelope : List.of(ofObject, kms)) {
      assertThatThrownBy(() -> envelope.requireUploadBinding(BINDING))
          .isInstanceOf(CiphertextRejected.class);
    }
    assertThatThrownBy(() -> ofUpload.requireUploadBinding(new KeyBinding("arn:c/k")))
        .isInstanceOf(CiphertextRejected.class);
  }

  @Test
  @Spec("GEN-3")
  void new_outOfBounds_refused() {
    EncryptionContext empty = EncryptionContext.empty();
    WrappedKey key = WrappedKey.of(new byte[1]);
    EncryptionContext large = empty.with("a", "x".repeat(16384));
    EncryptionContext many = empty;
    for (int i = 0; i < 129; i++) {
      many = many.with("n" + i, "");
    }
    EncryptionContext tooMany = many;

    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of(""), key, empty))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of("x".repeat(2049)), key, empty))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of("\uD800"), key, empty))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of("id"), WrappedKey.of(new byte[0]), empty))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CustomerKeyWrap(WrappedKey.of(new byte[8193])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of("id"), key, large))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KmsWrap(KmsKeyId.of("id"), key, tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.EncryptionContext;
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

  static Stream<Envelope> envelopes() {
    WrappedKey wrapped = WrappedKey.of(new byte[] {1, 2, 3});
    EncryptionContext context =
        new EncryptionContext(Map.of("aws:s3:arn", "arn:aws:s3:::b/k", "é", "", "\uFFFD", "x"))
            .with("\uD83D\uDE00", "after U+FFFD in UTF-8, before it in UTF-16");
    return Stream.of(Suite.values())
        .flatMap(
            suite ->
                Stream.of(
                    new Envelope(suite, new KmsWrap("key", wrapped, context)),
                    new Envelope(suite, new KmsWrap("key", wrapped, EncryptionContext.empty())),
                    new Envelope(
                        suite,
                        new BucketKeyWrap("key", wrapped, context, WrappedKey.of(new byte[] {4}))),
                    new Envelope(suite, new CustomerKeyWrap(wrapped))));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void decode_encoded_equal(Envelope envelope) {
    Envelope decoded = Envelope.decode(envelope.encode());

    assertThat(decoded).isEqualTo(envelope);
    assertThat(decoded.encode()).isEqualTo(envelope.encode());
  }

  @ParameterizedTest
  @MethodSource("envelopes")
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
}

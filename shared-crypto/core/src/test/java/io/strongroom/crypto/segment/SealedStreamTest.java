package io.strongroom.crypto.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedStreamTest {

  private static final int S = SealedSize.SEGMENT_BYTES;
  private static final int[] LENGTHS = {
    0, 1, 15, 16, 17, S - 1, S, S + 1, 2 * S - 1, 2 * S, 4 * S, 5 * S + 3, 9 * S + 100
  };

  private final StreamContext context = StreamContext.ofBlob(UUID.randomUUID());

  @ParameterizedTest
  @EnumSource(Suite.class)
  void open_sealed_givesPlaintextBack(Suite suite) {
    try (DataKey key = DataKey.generate(suite)) {
      for (int length : LENGTHS) {
        byte[] clear = Streams.random(length, length);
        Sealed sealed = Streams.seal(key, context, clear);

        assertThat(sealed.bytes()).hasSize((int) SealedSize.ofPlaintext(suite, length));
        assertThat(sealed.stream().sealedLength()).isEqualTo(sealed.bytes().length);
        assertThat(sealed.stream().plaintextLength()).isEqualTo(length);
        assertThat(Streams.open(key, context, sealed)).isEqualTo(clear);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  void seal_anyWriteLength_sameStream(Suite suite) {
    byte[] salt = Streams.random(SealedSize.SALT_BYTES, 1);
    byte[] clear = Streams.random(3 * S + 1000, 2);
    try (DataKey key = DataKey.generate(suite)) {
      byte[] whole =
          Streams.seal(SegmentSealer.startWithSalt(key, context, salt), clear, clear.length)
              .bytes();
      for (int writeLength : new int[] {1, 7, 1000, S - 1, S, S + 1, 2 * S + 5}) {
        assertThat(
                Streams.seal(SegmentSealer.startWithSalt(key, context, salt), clear, writeLength)
                    .bytes())
            .isEqualTo(whole);
      }
    }
  }
}

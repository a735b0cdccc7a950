package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.HEADER_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEALED_SEGMENT_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.MemoryInput;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedReaderTest {

  private static final int S = SealedSize.SEGMENT_BYTES;

  private final StreamContext context = StreamContext.ofBlob(UUID.randomUUID());

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-4", "SEG-9"})
  void read_randomRanges_slicesOfTheWhole(Suite suite) throws IOException {
    byte[] clear = Streams.random(10 * S + 777, 1);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      try (SealedReader reader = open(key, sealed.bytes(), sealed)) {
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
          int position = random.nextInt(clear.length);
          int length = 1 + random.nextInt(random.nextBoolean() ? 100 : 5 * S);
          byte[] out = new byte[length + 7];

          int read = reader.read(position, out, 7, length);

          assertThat(read).isEqualTo(Math.min(length, clear.length - position));
          assertThat(Arrays.mismatch(out, 7, 7 + read, clear, position, position + read))
              .isEqualTo(-1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec("SEG-9")
  void read_oneByte_fetchesItsSegmentAndTheLast(Suite suite) throws IOException {
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, new byte[20 * S + 5]);
      MemoryInput in = new MemoryInput(sealed.bytes());
      try (SealedReader reader =
          SealedReader.open(key, context, sealed.stream().commitment(), in)) {
        reader.read(9L * S + 100, new byte[1], 0, 1);
      }
      assertThat(in.bytesRead).isEqualTo(HEADER_BYTES + (5 + 16) + SEALED_SEGMENT_BYTES);
      assertThat(in.closed).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void read_atEnd_minusOne(Suite suite) throws IOException {
    try (DataKey key = DataKey.generate(suite)) {
      for (int length : new int[] {0, 5, S}) {
        Sealed sealed = Streams.seal(key, context, new byte[length]);
        try (SealedReader reader = open(key, sealed.bytes(), sealed)) {
          assertThat(reader.read(length, new byte[1], 0, 1)).isEqualTo(-1);
          assertThat(reader.read(Long.MAX_VALUE, new byte[1], 0, 1)).isEqualTo(-1);
          assertThat(reader.read(length, new byte[1], 0, 0)).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec({"SEG-4", "SEG-7"})
  void read_counterPastOneByte_opensInOrderOnly(Suite suite) throws IOException {
    byte[] clear = Streams.random(258 * S + 1, 3);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      assertThat(Streams.open(key, context, sealed)).isEqualTo(clear);

      byte[] wrapped = sealed.bytes().clone();
      System.arraycopy(sealed.bytes(), HEADER_BYTES, wrapped, offset(256), SEALED_SEGMENT_BYTES);
      try (SealedReader reader = open(key, wrapped, sealed)) {
        assertThat(reader.read(255L * S, new byte[S], 0, S)).isEqualTo(S);
        assertThatThrownBy(() -> reader.read(256L * S, new byte[S], 0, S))
            .isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-6", "SEG-7", "SEG-8"})
  void read_anySampledByteFlipped_rejected(Suite suite) {
    byte[] clear = Streams.random(2 * S + 40, 4);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      for (int i = 0; i < sealed.bytes().length; i += i < 2 * HEADER_BYTES ? 1 : 97) {
        byte[] changed = sealed.bytes().clone();
        changed[i] ^= (byte) (1 << i % 8);
        assertRejected(key, changed, sealed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-7", "SEG-10"})
  void open_cutOrExtendedAnywhere_rejected(Suite suite) {
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, Streams.random(2 * S + 40, 5));
      List<Integer> lengths = new ArrayList<>(List.of(0, 1, 24, 55, 56, 57, 71, 72));
      for (int segment = 1; segment <= 2; segment++) {
        for (int d : new int[] {-17, -16, -1, 0, 1, 15, 16, 17, 100}) {
          lengths.add(offset(segment) + d);
        }
      }
      int length = sealed.bytes().length;
      lengths.addAll(List.of(length - 17, length - 1, length + 1, length + 16, length + S));
      for (int cut : lengths) {
        byte[] bytes = Arrays.copyOf(sealed.bytes(), cut);
        assertThatThrownBy(() -> open(key, bytes, sealed)).isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec("SEG-1")
  void open_fullLastSegment_rejected(Suite suite) {
    byte[] stream = new byte[HEADER_BYTES + SEALED_SEGMENT_BYTES];
    try (DataKey key = DataKey.generate(suite);
        StreamKeys keys = StreamKeys.derive(key, new byte[24], context)) {
      System.arraycopy(keys.commitment().bytes(), 0, stream, 24, 32);
      keys.forSegment(0).seal(new byte[S], 0, S, stream, HEADER_BYTES);
      StreamCommitment commitment = keys.commitment();

      assertThatThrownBy(() -> SealedReader.open(key, context, commitment, new MemoryInput(stream)))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-5", "SEG-6", "SUITE-2"})
  void open_anotherStream_rejectedBeforeAnySegment(Suite suite) throws IOException {
    byte[] clear = Streams.random(1000, 6);
    try (DataKey key = DataKey.generate(suite);
        DataKey otherKey = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      Sealed again = Streams.seal(key, context, clear);
      StreamContext otherBlob = StreamContext.ofBlob(UUID.randomUUID());

      assertRejectedAtHeader(key, otherBlob, sealed.stream().commitment(), sealed.bytes());
      assertRejectedAtHeader(otherKey, context, sealed.stream().commitment(), sealed.bytes());
      assertRejectedAtHeader(key, context, again.stream().commitment(), sealed.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec({"SEG-8", "GEN-1"})
  void read_afterRejection_keepsFailingAndReleasesNothing(Suite suite) throws IOException {
    byte[] clear = Streams.random(6 * S, 7);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      byte[] changed = sealed.bytes().clone();
      changed[offset(3) + 5] ^= 1;
      try (SealedReader reader = open(key, changed, sealed)) {
        byte[] out = new byte[6 * S];

        assertThatThrownBy(() -> reader.read(0, out, 0, out.length))
            .isInstanceOf(CiphertextRejected.class)
            .hasMessage("ciphertext rejected")
            .hasNoCause();
        assertThat(Arrays.equals(out, 0, 3 * S, clear, 0, 3 * S)).isTrue();
        for (int i = 3 * S; i < out.length; i++) {
          assertThat(out[i]).isZero();
        }
        assertThatThrownBy(() -> reader.read(0, out, 0, 1)).isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void read_inputFailsOnce_goesOn(Suite suite) throws IOException {
    byte[] clear = Streams.random(3 * S, 8);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      boolean[] fail = new boolean[1];
      SealedInput flaky =
          new SealedInput() {
            private final MemoryInput in = new MemoryInput(sealed.bytes());

            @Override
            public long length() {
              return in.length();
            }

            @Override
            public void readFully(long position, byte[] buffer, int offset, int length)
                throws IOException {
              if (fail[0]) {
                fail[0] = false;
                throw new EOFException();
              }
              in.readFully(position, buffer, offset, length);
            }

            @Override
            public void close() {}
          };
      try (SealedReader reader =
          SealedReader.open(key, context, sealed.stream().commitment(), flaky)) {
        byte[] out = new byte[10];
        fail[0] = true;
        assertThatThrownBy(() -> reader.read(S + 3, out, 0, 10)).isInstanceOf(EOFException.class);

        assertThat(reader.read(S + 3, out, 0, 10)).isEqualTo(10);
        assertThat(out).isEqualTo(Arrays.copyOfRange(clear, S + 3, S + 13));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void open_manyThreadsOneKey_allRoundTrip(Suite suite) throws Exception {
    try (DataKey key = DataKey.generate(suite);
        var pool = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        byte[] clear = Streams.random(3 * S + i, i);
        results.add(
            pool.submit(
                () ->
                    Arrays.equals(
                        clear, Streams.open(key, context, Streams.seal(key, context, clear)))));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    }
  }

  private void assertRejected(DataKey key, byte[] bytes, Sealed sealed) {
    assertThatThrownBy(() -> Streams.open(key, context, sealed.stream().commitment(), bytes))
        .isInstanceOf(CiphertextRejected.class);
  }

  private static void assertRejectedAtHeader(
      DataKey key, StreamContext context, StreamCommitment expected, byte[] bytes) {
    MemoryInput in = new MemoryInput(bytes);
    assertThatThrownBy(() -> SealedReader.open(key, context, expected, in))
        .isInstanceOf(CiphertextRejected.class);
    assertThat(in.bytesRead).isEqualTo(HEADER_BYTES);
    assertThat(in.closed).isTrue();
  }

  private SealedReader open(DataKey key, byte[] bytes, Sealed sealed) throws IOException {
    return SealedReader.open(key, context, sealed.stream().commitment(), new MemoryInput(bytes));
  }

  private static int offset(int segment) {
    return (int) SealedSize.offsetOf(segment);
  }
}

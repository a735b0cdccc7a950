package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.HEADER_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEALED_SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEGMENT_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.MemoryInput;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every stream, tried on seeded random ones. */
class StreamPropertiesTest {

  private static final int S = SEGMENT_BYTES;

  private final StreamContext context = StreamContext.ofBlob(UUID.randomUUID());

  private SealedReader open(DataKey key, byte[] bytes, Sealed sealed) throws IOException {
    return SealedReader.open(key, context, sealed.stream().commitment(), new MemoryInput(bytes));
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-1", "SEG-9"})
  void open_randomLengthReadInRandomPieces_givesPlaintextBack(Suite suite) throws IOException {
    Random random = new Random(21);
    try (DataKey key = DataKey.generate(suite)) {
      for (int round = 0; round < 40; round++) {
        byte[] clear = Streams.random(random.nextInt(6 * S), round);
        Sealed sealed = Streams.seal(key, context, clear);
        try (SealedReader reader = open(key, sealed.bytes(), sealed)) {
          byte[] out = new byte[clear.length];
          for (int at = 0; at < out.length; ) {
            int piece = Math.min(1 + random.nextInt(2 * S), out.length - at);
            assertThat(reader.read(at, out, at, piece)).isEqualTo(piece);
            at += piece;
          }
          assertThat(Arrays.equals(out, clear)).isTrue();
        }
      }
    }
  }

  /** Flipped in turn: each bit of a byte is met many times over. */
  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-6", "SEG-7", "SEG-8"})
  void read_everyByteFlipped_rejectedAndNothingOfItsSegmentReleased(Suite suite)
      throws IOException {
    byte[] clear = Streams.random(S + 5, 22);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      byte[] changed = sealed.bytes().clone();
      byte[] out = new byte[S];
      for (int i = 0; i < changed.length; i++) {
        changed[i] ^= (byte) (1 << i % 8);
        Arrays.fill(out, (byte) 0);
        try (SealedReader reader = open(key, changed, sealed)) {
          reader.read(0, out, 0, S);
          throw new AssertionError("byte " + i);
        } catch (CiphertextRejected e) {
          assertThat(Arrays.equals(out, new byte[S])).isTrue();
        }
        changed[i] ^= (byte) (1 << i % 8);
      }
      assertThat(Streams.open(key, context, sealed)).isEqualTo(clear);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec({"SEG-4", "SEG-8"})
  void read_segmentsInAnyOtherOrder_onlyThePrefixReleased(Suite suite) throws IOException {
    Random random = new Random(23);
    int segments = 7;
    byte[] clear = Streams.random(segments * S + 9, 24);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, clear);
      for (int round = 0; round < 60; round++) {
        byte[] changed = sealed.bytes().clone();
        int intact = segments;
        for (int to = segments - 1; to >= 0; to--) {
          // Exchanged, dropped and repeated alike: any segment may stand at any place.
          int from = random.nextInt(segments);
          System.arraycopy(sealed.bytes(), at(from), changed, at(to), SEALED_SEGMENT_BYTES);
          intact = from == to ? intact : to;
        }
        byte[] out = new byte[clear.length];
        try (SealedReader reader = open(key, changed, sealed)) {
          reader.read(0, out, 0, out.length);
          assertThat(intact).isEqualTo(segments);
        } catch (CiphertextRejected e) {
          byte[] released = Arrays.copyOf(Arrays.copyOf(clear, intact * S), clear.length);
          assertThat(Arrays.equals(out, released)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-7", "SEG-10"})
  void open_cutAnywhere_rejected(Suite suite) {
    Random random = new Random(25);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed sealed = Streams.seal(key, context, Streams.random(2 * S + 40, 26));
      for (int round = 0; round < 300; round++) {
        byte[] cut = Arrays.copyOf(sealed.bytes(), random.nextInt(sealed.bytes().length));
        assertThatThrownBy(() -> open(key, cut, sealed)).isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  /** Parts of one upload: one data key, streams of equal length. */
  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec({"SEG-4", "SEG-5"})
  void read_segmentOfAnotherPart_rejected(Suite suite) throws IOException {
    byte[] clear = Streams.random(3 * S, 27);
    try (DataKey key = DataKey.generate(suite)) {
      Sealed one = Streams.seal(key, context, clear);
      Sealed other = Streams.seal(key, StreamContext.ofBlob(UUID.randomUUID()), clear);
      for (int segment = 0; segment < 3; segment++) {
        byte[] spliced = one.bytes().clone();
        System.arraycopy(other.bytes(), at(segment), spliced, at(segment), SEALED_SEGMENT_BYTES);
        long position = (long) segment * S;
        try (SealedReader reader = open(key, spliced, one)) {
          assertThatThrownBy(() -> reader.read(position, new byte[S], 0, S))
              .isInstanceOf(CiphertextRejected.class);
        }
      }
      assertThatThrownBy(() -> open(key, other.bytes(), one))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  private static int at(int segment) {
    return HEADER_BYTES + segment * SEALED_SEGMENT_BYTES;
  }
}

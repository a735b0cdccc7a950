package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.HEADER_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEALED_SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.TAG_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentSealerTest {

  private static final int S = SealedSize.SEGMENT_BYTES;

  private final StreamContext context = StreamContext.ofBlob(UUID.randomUUID());

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"SEG-3", "SEG-11"})
  void seal_samePartTwice_sharesNothing(Suite suite) {
    byte[] clear = new byte[2 * S];
    try (DataKey key = DataKey.generate(suite)) {
      Sealed one = Streams.seal(key, context, clear);
      Sealed two = Streams.seal(key, context, clear);

      assertThat(Arrays.copyOf(one.bytes(), 24)).isNotEqualTo(Arrays.copyOf(two.bytes(), 24));
      assertThat(one.stream().commitment()).isNotEqualTo(two.stream().commitment());
      assertThat(one.stream().opaqueTag()).isNotEqualTo(two.stream().opaqueTag());
      for (int segment = 0; segment < 2; segment++) {
        int at = (int) SealedSize.offsetOf(segment);
        // A repeated key stream would show as the same ciphertext of the same zeros.
        assertThat(Arrays.equals(one.bytes(), at, at + S, two.bytes(), at, at + S)).isFalse();
      }
    }
  }

  @Test
  @Spec("SEG-11")
  void opaqueTag_recomputedFromStoredBytes_theSame() throws Exception {
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM)) {
      Sealed sealed = Streams.seal(key, context, new byte[3 * S + 10]);
      byte[] bytes = sealed.bytes();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, HEADER_BYTES);
      for (int end = HEADER_BYTES; end < bytes.length; ) {
        end = Math.min(end + SEALED_SEGMENT_BYTES, bytes.length);
        digest.update(bytes, end - TAG_BYTES, TAG_BYTES);
      }

      assertThat(sealed.stream().opaqueTag())
          .isEqualTo(HexFormat.of().formatHex(digest.digest(), 0, 16));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  void update_randomSplits_sameAsWhole(Suite suite) throws IOException {
    Random random = new Random(1);
    byte[] salt = Streams.random(24, 2);
    try (DataKey key = DataKey.generate(suite)) {
      for (int round = 0; round < 20; round++) {
        byte[] clear = Streams.random(random.nextInt(6 * S), round);
        byte[] whole =
            Streams.seal(SegmentSealer.startWithSalt(key, context, salt), clear, clear.length + 1)
                .bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SegmentSealer sealer = SegmentSealer.startWithSalt(key, context, salt)) {
          for (int at = 0; at < clear.length; ) {
            int length = Math.min(random.nextInt(2 * S), clear.length - at);
            sealer.update(clear, at, length, out::write);
            at += length;
          }
          sealer.finish(out::write);
        }
        assertThat(Arrays.equals(out.toByteArray(), whole)).isTrue();
      }
    }
  }

  @Test
  void update_longInput_severalSegmentsAWrite() throws IOException {
    List<Integer> writes = new ArrayList<>();
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      sealer.update(new byte[9 * S], 0, 9 * S, (buffer, offset, length) -> writes.add(length));
      sealer.finish((buffer, offset, length) -> writes.add(length));
    }
    assertThat(writes)
        .containsExactly(
            HEADER_BYTES + 4 * SEALED_SEGMENT_BYTES,
            4 * SEALED_SEGMENT_BYTES,
            SEALED_SEGMENT_BYTES + TAG_BYTES);
  }

  @Test
  void update_afterFinishOrClose_refused() throws IOException {
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM)) {
      SegmentSealer finished = SegmentSealer.start(key, context);
      finished.finish((buffer, offset, length) -> {});
      SegmentSealer closed = SegmentSealer.start(key, context);
      closed.close();
      for (SegmentSealer sealer : List.of(finished, closed)) {
        assertThatThrownBy(() -> sealer.update(new byte[1], 0, 1, (b, o, l) -> {}))
            .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.finish((b, o, l) -> {}))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  /** A second try would seal the same bytes again, into a stream that opens. */
  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  void update_afterFailedWrite_refused(Suite suite) {
    byte[] clear = new byte[5 * S];
    try (DataKey key = DataKey.generate(suite)) {
      for (RuntimeException unchecked : new RuntimeException[] {null, new ArithmeticException()}) {
        SegmentSealer sealer = SegmentSealer.start(key, context);
        SealedOutput full =
            (buffer, offset, length) -> {
              if (unchecked != null) {
                throw unchecked;
              }
              throw new IOException("no space left");
            };
        assertThatThrownBy(() -> sealer.update(clear, 0, clear.length, full))
            .isInstanceOfAny(IOException.class, ArithmeticException.class);
        assertThatThrownBy(() -> sealer.update(clear, 0, clear.length, (b, o, l) -> {}))
            .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.finish((b, o, l) -> {}))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  @Spec("SEG-2")
  void update_moreSegmentsThanAllowed_refused() throws Exception {
    Field segments = SegmentSealer.class.getDeclaredField("segments");
    segments.setAccessible(true);
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      segments.setLong(sealer, SealedSize.MAX_SEGMENTS - 2);
      sealer.update(new byte[S], 0, S, (b, o, l) -> {});

      assertThatThrownBy(() -> sealer.update(new byte[S], 0, S, (b, o, l) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("longer than the format");
    }
  }

  @Test
  void close_plaintextBuffered_zeroed() throws Exception {
    Field pending = SegmentSealer.class.getDeclaredField("pending");
    pending.setAccessible(true);
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM)) {
      SegmentSealer sealer = SegmentSealer.start(key, context);
      sealer.update(new byte[] {1, 2, 3}, 0, 3, (b, o, l) -> {});
      byte[] buffer = (byte[]) pending.get(sealer);
      assertThat(buffer).startsWith(1, 2, 3);

      sealer.close();

      assertThat(buffer).containsOnly(0);
    }
  }

  @Test
  void start_keyClosedAfterwards_sealsOn() throws IOException {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    try (DataKey copy = key.copy();
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      key.close();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      sealer.update(new byte[] {1, 2, 3}, 0, 3, out::write);
      SealedStream stream = sealer.finish(out::write);

      assertThat(Streams.open(copy, context, stream.commitment(), out.toByteArray()))
          .containsExactly(1, 2, 3);
    }
  }
}

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is so of streams with two layers only; what all streams have in common is beside. */
class LayeredStreamTest {

  private static final int S = SealedSize.SEGMENT_BYTES;
  private static final Suite TWICE = Suite.AES_256_GCM_TWICE;

  private final UUID blob = UUID.randomUUID();
  private final StreamContext context = StreamContext.ofBlob(blob);

  @Test
  @Spec({"LAYER-1", "LAYER-2"})
  void seal_twoLayers_eachIsAStreamUnderItsOwnKey() throws IOException {
    byte[] clear = Streams.random(3 * S + 5, 1);
    try (DataKey key = DataKey.generate(TWICE);
        DataKey inner = key.inner();
        DataKey outer = key.outer()) {
      Sealed sealed = Streams.seal(key, context, clear);

      byte[] within =
          Streams.open(outer, outerContext(), sealed.stream().commitment(), sealed.bytes());
      StreamCommitment innerCommitment =
          StreamCommitment.of(Arrays.copyOfRange(within, 24, HEADER_BYTES));

      assertThat(Streams.open(inner, context, innerCommitment, within)).isEqualTo(clear);
      assertThat(Arrays.copyOf(within, 24)).isNotEqualTo(Arrays.copyOf(sealed.bytes(), 24));
      assertThat(innerCommitment).isNotEqualTo(sealed.stream().commitment());
    }
  }

  /** As SPEC has it, put together here once more. */
  private StreamContext outerContext() {
    byte[] label = "strongroom/outer-layer@v1".getBytes(StandardCharsets.US_ASCII);
    byte[] blobContext = context.bytes();
    byte[] both = Arrays.copyOf(label, label.length + blobContext.length);
    System.arraycopy(blobContext, 0, both, label.length, blobContext.length);
    return StreamContext.ofBytes(both);
  }

  @Test
  @Spec({"LAYER-2", "LAYER-3"})
  void open_oneOfTheKeysIsAnother_rejected() {
    try (DataKey key = DataKey.generate(TWICE);
        DataKey other = DataKey.generate(TWICE)) {
      Sealed sealed = Streams.seal(key, context, new byte[100]);
      try (DataKey innerOnly = DataKey.ofLayers(key.inner(), other.outer());
          DataKey outerOnly = DataKey.ofLayers(other.inner(), key.outer())) {
        for (DataKey half : new DataKey[] {innerOnly, outerOnly}) {
          assertThatThrownBy(() -> Streams.open(half, context, sealed))
              .isInstanceOf(CiphertextRejected.class);
        }
      }
    }
  }

  @Test
  void seal_anyWriteLength_sameStream() {
    byte[] innerSalt = Streams.random(SealedSize.SALT_BYTES, 1);
    byte[] outerSalt = Streams.random(SealedSize.SALT_BYTES, 2);
    byte[] clear = Streams.random(6 * S + 1000, 3);
    try (DataKey key = DataKey.generate(TWICE)) {
      byte[] whole =
          Streams.seal(
                  SegmentSealer.startWithSalts(key, context, innerSalt, outerSalt),
                  clear,
                  clear.length)
              .bytes();
      for (int writeLength : new int[] {999, S - 1, S, 2 * S + 5}) {
        SegmentSealer again = SegmentSealer.startWithSalts(key, context, innerSalt, outerSalt);
        assertThat(Streams.seal(again, clear, writeLength).bytes()).isEqualTo(whole);
      }
    }
  }

  @Test
  void rest_betweenUpdates_sameStreamOpens() throws IOException {
    byte[] clear = Streams.random(7 * S + 3, 4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataKey key = DataKey.generate(TWICE);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      for (int at = 0; at < clear.length; at += 5000) {
        sealer.update(clear, at, Math.min(5000, clear.length - at), out::write);
        sealer.rest(out::write);
      }
      SealedStream stream = sealer.finish(out::write);

      assertThat(stream.sealedLength()).isEqualTo(out.size());
      assertThat(Streams.open(key, context, stream.commitment(), out.toByteArray()))
          .isEqualTo(clear);
    }
  }

  @Test
  @Spec("SEG-9")
  void read_oneByteOfMany_fetchesAFewSegments() throws IOException {
    try (DataKey key = DataKey.generate(TWICE)) {
      Sealed sealed = Streams.seal(key, context, new byte[50 * S + 5]);
      MemoryInput in = new MemoryInput(sealed.bytes());
      try (SealedReader reader =
          SealedReader.open(key, context, sealed.stream().commitment(), in)) {
        reader.read(9L * S + 100, new byte[1], 0, 1);
      }
      assertThat(in.bytesRead).isLessThanOrEqualTo(HEADER_BYTES + 5L * SEALED_SEGMENT_BYTES);
      assertThat(in.closed).isTrue();
    }
  }

  @Test
  @Spec({"LAYER-4", "SEG-8"})
  void read_afterTheOuterLayerWasRejected_releasesNothingMore() throws IOException {
    byte[] clear = Streams.random(8 * S, 7);
    try (DataKey key = DataKey.generate(TWICE)) {
      Sealed sealed = Streams.seal(key, context, clear);
      byte[] changed = sealed.bytes().clone();
      changed[HEADER_BYTES + 4 * SEALED_SEGMENT_BYTES + 5] ^= 1;
      try (SealedReader reader =
          SealedReader.open(key, context, sealed.stream().commitment(), new MemoryInput(changed))) {
        byte[] out = new byte[8 * S];
        assertThat(reader.read(10, out, 0, 5)).isEqualTo(5);

        assertThatThrownBy(() -> reader.read(0, out, 0, out.length))
            .isInstanceOf(CiphertextRejected.class);
        assertThat(Arrays.equals(out, 3 * S, 8 * S, new byte[5 * S], 0, 5 * S)).isTrue();
        // Even what was opened before, and is held.
        assertThatThrownBy(() -> reader.read(10, out, 0, 5)).isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @Test
  void update_afterFailedWrite_refused() {
    byte[] clear = new byte[12 * S];
    try (DataKey key = DataKey.generate(TWICE);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      SealedOutput full =
          (buffer, offset, length) -> {
            throw new IOException("no space left");
          };

      assertThatThrownBy(() -> sealer.update(clear, 0, clear.length, full))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> sealer.update(clear, 0, 1, (b, o, l) -> {}))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> sealer.finish((b, o, l) -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void close_layers_bothClosed() throws Exception {
    Field outerLayer = SegmentSealer.class.getDeclaredField("outer");
    outerLayer.setAccessible(true);
    try (DataKey key = DataKey.generate(TWICE)) {
      SegmentSealer sealer = SegmentSealer.start(key, context);
      SegmentSealer outer = (SegmentSealer) outerLayer.get(sealer);

      sealer.close();

      assertThatThrownBy(() -> outer.finish((b, o, l) -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @Spec("LAYER-5")
  void ofPlaintext_twoLayers_theSealedLengthOfTheSealedLength() {
    for (long length : new long[] {0, 1, S - 73, S - 72, S, 1L << 40}) {
      assertThat(SealedSize.ofPlaintext(TWICE, length))
          .isEqualTo(SealedSize.ofPlaintext(SealedSize.ofPlaintext(length)));
    }
    assertThat(SealedSize.ofPlaintext(Suite.AES_256_GCM, 5)).isEqualTo(SealedSize.ofPlaintext(5));
  }
}

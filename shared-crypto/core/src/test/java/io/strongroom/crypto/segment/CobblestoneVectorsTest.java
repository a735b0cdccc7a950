package io.strongroom.crypto.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.Streams.MemoryInput;
import io.strongroom.crypto.vectors.SharedVectors;
import io.strongroom.crypto.vectors.SharedVectors.Case;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Suite 1 is Cobblestone-256: the published vectors of c2sp.org/chunked-encryption. */
class CobblestoneVectorsTest {

  static List<Case> cases() {
    return SharedVectors.read("c2sp_chunked_encryption_aes_256_gcm_test.json");
  }

  static List<Case> validCases() {
    return cases().stream().filter(Case::valid).toList();
  }

  static List<Case> invalidCases() {
    return cases().stream().filter(c -> !c.valid()).toList();
  }

  @ParameterizedTest
  @MethodSource("validCases")
  void open_valid_givesMessage(Case vector) throws Exception {
    try (DataKey key = key(vector)) {
      byte[] clear = Streams.open(key, context(vector), commitment(vector), sealed(vector));

      assertThat(clear).hasSize(vector.test().get("msgLength").asInt());
      assertThat(sha512(clear)).isEqualTo(vector.test().get("msgSha512").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("validCases")
  void seal_valid_sameBytes(Case vector) throws Exception {
    byte[] sealed = sealed(vector);
    try (DataKey key = key(vector)) {
      byte[] clear = Streams.open(key, context(vector), commitment(vector), sealed);
      byte[] salt = Arrays.copyOf(sealed, SealedSize.SALT_BYTES);

      byte[] again =
          Streams.seal(SegmentSealer.startWithSalt(key, context(vector), salt), clear, 5000)
              .bytes();

      assertThat(Arrays.equals(again, sealed)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("invalidCases")
  void open_invalid_rejectedAndNothingPastThePrefix(Case vector) throws Exception {
    SealedReader reader;
    try (DataKey key = key(vector)) {
      reader =
          SealedReader.open(
              key, context(vector), commitment(vector), new MemoryInput(sealed(vector)));
    } catch (CiphertextRejected e) {
      return;
    }
    assertThat(vector.flagged("ValidFinalChunk")).isTrue();
    try (reader) {
      readsOnlyThePrefix(reader, vector);
    }
  }

  private static void readsOnlyThePrefix(SealedReader reader, Case vector) throws Exception {
    byte[] segment = new byte[SealedSize.SEGMENT_BYTES];
    MessageDigest released = MessageDigest.getInstance("SHA-512");
    long position = 0;
    try {
      for (int read; (read = reader.read(position, segment, 0, segment.length)) > 0; ) {
        released.update(segment, 0, read);
        position += read;
      }
      throw new AssertionError("read to the end");
    } catch (CiphertextRejected e) {
      long prefix =
          vector.flagged("PartialPlaintext") ? vector.test().get("msgLength").asLong() : 0;
      assertThat(position).isLessThanOrEqualTo(prefix);
      if (position == prefix && prefix > 0) {
        assertThat(HexFormat.of().formatHex(released.digest()))
            .isEqualTo(vector.test().get("msgSha512").asText());
      }
    }
    assertThatThrownBy(() -> reader.read(0, segment, 0, 1)).isInstanceOf(CiphertextRejected.class);
  }

  private static DataKey key(Case vector) {
    return DataKey.of(Suite.AES_256_GCM, SecretBytes.adopt(vector.bytes("key")));
  }

  private static StreamContext context(Case vector) {
    return StreamContext.ofBytes(vector.bytes("ctx"));
  }

  /** What the stream itself says; a record of the sealed stream would be stricter. */
  private static StreamCommitment commitment(Case vector) throws IOException {
    return StreamCommitment.of(
        Arrays.copyOfRange(
            Arrays.copyOf(sealed(vector), SealedSize.HEADER_BYTES),
            SealedSize.SALT_BYTES,
            SealedSize.HEADER_BYTES));
  }

  private static byte[] sealed(Case vector) throws IOException {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(vector.bytes("ct")))) {
      return in.readAllBytes();
    }
  }

  private static String sha512(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
  }
}

package io.strongroom.crypto.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the canonical binary form: big-endian numbers, byte strings behind their 16-bit length.
 */
final class RecordWriter {

  private final ByteArrayOutputStream out;

  RecordWriter(int expectedBytes) {
    this.out = new ByteArrayOutputStream(expectedBytes);
  }

  RecordWriter u8(int value) {
    out.write(value);
    return this;
  }

  RecordWriter u16(int value) {
    out.write(value >>> 8);
    out.write(value);
    return this;
  }

  RecordWriter u64(long value) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  RecordWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  RecordWriter bytes(byte[] bytes) {
    Bounds.check(bytes.length <= 0xFFFF, "byte string length");
    return u16(bytes.length).raw(bytes);
  }

  RecordWriter text(String text) {
    return bytes(utf8(text));
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /**
   * UTF-8 of {@code text}.
   *
   * @throws IllegalArgumentException when it has unpaired surrogates, which would not come back
   */
  static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text is not Unicode", e);
    }
  }
}

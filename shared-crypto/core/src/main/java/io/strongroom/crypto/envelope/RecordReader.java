package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link RecordWriter} wrote. Everything that does not fit is a {@link
 * CiphertextRejected}; no length is trusted before it was compared with what is there.
 */
final class RecordReader {

  private final ByteBuffer in;

  RecordReader(byte[] record) {
    this.in = ByteBuffer.wrap(record);
  }

  int u8() {
    require(1);
    return in.get() & 0xFF;
  }

  int u16() {
    require(2);
    return in.getShort() & 0xFFFF;
  }

  long u64() {
    require(8);
    return in.getLong();
  }

  byte[] raw(int length) {
    require(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  byte[] bytes() {
    return raw(u16());
  }

  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new CiphertextRejected("text is not UTF-8");
    }
  }

  WrappedKey wrappedKey() {
    return WrappedKey.of(bytes());
  }

  void expect(byte[] magic) {
    if (!Arrays.equals(raw(magic.length), magic)) {
      throw new CiphertextRejected("not such a record, or of another version");
    }
  }

  int remaining() {
    return in.remaining();
  }

  void end() {
    if (in.hasRemaining()) {
      throw new CiphertextRejected("bytes after the record");
    }
  }

  private void require(int bytes) {
    if (in.remaining() < bytes) {
      throw new CiphertextRejected("record cut short");
    }
  }
}

package io.strongroom.crypto.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes of a record put together by hand: also of records that the library refuses to make. */
final class RawRecord {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RawRecord u8(int value) {
    out.write(value);
    return this;
  }

  RawRecord u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  RawRecord u64(long value) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  RawRecord raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  RawRecord raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Behind its length. */
  RawRecord bytes(byte[] bytes) {
    return u16(bytes.length).raw(bytes);
  }

  /** Behind its length. */
  RawRecord text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  String toHex() {
    return HexFormat.of().formatHex(toBytes());
  }
}

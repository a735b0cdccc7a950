package io.strongroom.emulator.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The one byte form of an encryption context: number of pairs, then the pairs in the order of their
 * names' UTF-8 bytes, every name and value behind its length (all integers 4 bytes, big endian).
 * Different contexts never share a form: {@code {a: bc}} and {@code {ab: c}} differ in the lengths.
 */
public final class CanonicalContext {

  /** Greatest size of the byte form. */
  public static final int MAX_SIZE_IN_BYTES = 8192;

  private CanonicalContext() {}

  /**
   * @throws IllegalArgumentException when the form is longer than {@link #MAX_SIZE_IN_BYTES} or a
   *     string is not well-formed Unicode (replacing the bad character would make two contexts one)
   */
  public static byte[] encode(Map<String, String> context) {
    List<byte[][]> pairs =
        context.entrySet().stream()
            .map(pair -> new byte[][] {utf8(pair.getKey()), utf8(pair.getValue())})
            .sorted(Comparator.comparing((byte[][] pair) -> pair[0], Arrays::compareUnsigned))
            .toList();
    long size = 4 + pairs.stream().mapToLong(pair -> 8L + pair[0].length + pair[1].length).sum();
    if (size > MAX_SIZE_IN_BYTES) {
      throw new IllegalArgumentException("encryption context is too long");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).putInt(pairs.size());
    for (byte[][] pair : pairs) {
      out.putInt(pair[0].length).put(pair[0]).putInt(pair[1].length).put(pair[1]);
    }
    return out.array();
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("encryption context is not well-formed Unicode", e);
    }
  }
}

package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.EncryptionContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The one byte form of an encryption context, for services that bind bytes: number of pairs, then
 * each name and value in UTF-8 after its length, ordered by the names' bytes; numbers are four
 * bytes, most significant first. No two contexts share a form: {@code {a: "bc"}} and {@code {ab:
 * "c"}} differ.
 */
public final class ContextBytes {

  private ContextBytes() {}

  /** The form of {@code context}; never empty. */
  public static byte[] of(EncryptionContext context) {
    List<byte[][]> pairs =
        context.pairs().entrySet().stream()
            .map(ContextBytes::encode)
            .sorted((one, other) -> Arrays.compareUnsigned(one[0], other[0]))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeInt(out, pairs.size());
    for (byte[][] pair : pairs) {
      for (byte[] text : pair) {
        writeInt(out, text.length);
        out.writeBytes(text);
      }
    }
    return out.toByteArray();
  }

  private static byte[][] encode(Map.Entry<String, String> pair) {
    return new byte[][] {
      pair.getKey().getBytes(StandardCharsets.UTF_8),
      pair.getValue().getBytes(StandardCharsets.UTF_8)
    };
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }
}

package io.strongroom.protocol.http.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads aws-chunked framing in the plainest way: the data of every chunk, whole or cut short. */
final class ChunkedModel {

  private final byte[] body;
  private int at;

  private ChunkedModel(byte[] body) {
    this.body = body;
  }

  /** The most plaintext that {@code body} can be said to hold. */
  static byte[] plaintext(byte[] body) {
    return new ChunkedModel(body).read();
  }

  private byte[] read() {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    for (long size = size(); size > 0; size = size()) {
      int count = (int) Math.min(size, body.length - at);
      plaintext.write(body, at, count);
      at += count;
      if (!line().isEmpty()) {
        break;
      }
    }
    return plaintext.toByteArray();
  }

  private long size() {
    String digits = line().split(";", 2)[0].strip();
    return digits.matches("[0-9a-fA-F]{1,15}") ? Long.parseLong(digits, 16) : 0;
  }

  private String line() {
    int start = at;
    while (at < body.length && body[at] != '\n') {
      at++;
    }
    String line = new String(body, start, at - start, StandardCharsets.UTF_8);
    at = Math.min(at + 1, body.length);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}

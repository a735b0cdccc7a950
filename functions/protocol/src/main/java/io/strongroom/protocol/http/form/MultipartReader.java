package io.strongroom.protocol.http.form;

import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes a {@code multipart/form-data} body apart as it comes; holds one buffer of it. Not
 * thread-safe.
 *
 * <p>Source: RFC 7578 §4, RFC 2046 §5.1.1.
 */
final class MultipartReader {

  private static final int BUFFER = 64 * 1024;
  private static final int LINE_END = 2;

  private final InputStream in;
  private final byte[] delimiter;
  private final int limit;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private int taken;
  private boolean inPart = true;

  /**
   * @param limit most bytes before the part that is read as a stream
   */
  MultipartReader(InputStream in, String boundary, int limit) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.limit = limit;
    // The first delimiter begins no line of its own; so all are alike.
    buffer[0] = '\r';
    buffer[1] = '\n';
    this.end = LINE_END;
  }

  /**
   * Goes behind the next delimiter.
   *
   * @return whether a part follows
   * @throws ObjectStoreException MalformedForm
   */
  boolean nextPart() throws IOException {
    readAll();
    int first = readByte();
    int second = readByte();
    if (first == '-' && second == '-') {
      return false;
    }
    if (first != '\r' || second != '\n') {
      throw malformed();
    }
    inPart = true;
    return true;
  }

  /** A line of a part's head, one char per byte; empty at the end of the head. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = readByte(); c != '\r'; c = readByte()) {
      line.append((char) c);
    }
    if (readByte() != '\n') {
      throw malformed();
    }
    return line.toString();
  }

  /** The rest of the part, one char per byte. */
  String value() throws IOException {
    return new String(readAll(), StandardCharsets.ISO_8859_1);
  }

  private byte[] readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[1024];
    for (int n = read(piece, 0, piece.length); n >= 0; n = read(piece, 0, piece.length)) {
      count(n);
      all.write(piece, 0, n);
    }
    return all.toByteArray();
  }

  /** Bytes of the part, -1 at its end. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (!inPart) {
      return -1;
    }
    int ready = ready();
    if (ready == 0) {
      position += delimiter.length;
      inPart = false;
      return -1;
    }
    int n = Math.min(ready, length);
    System.arraycopy(buffer, position, into, offset, n);
    position += n;
    return n;
  }

  /** Bytes of the part that come without waiting. */
  int available() {
    return inPart ? inside() : 0;
  }

  /** At least one byte of the part, or none at its end. */
  private int ready() throws IOException {
    int inside = inside();
    while (inside == 0 && !atDelimiter()) {
      if (!fill()) {
        throw malformed();
      }
      inside = inside();
    }
    return inside;
  }

  /** Bytes in the buffer that surely are before the delimiter. */
  private int inside() {
    for (int i = position; i < end; i++) {
      if (buffer[i] == delimiter[0] && mayBeDelimiter(i)) {
        return i - position;
      }
    }
    return end - position;
  }

  /** Whether what is there of it is the delimiter's beginning, or all of it. */
  private boolean mayBeDelimiter(int from) {
    int known = Math.min(delimiter.length, end - from);
    for (int i = 0; i < known; i++) {
      if (buffer[from + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean atDelimiter() {
    return end - position >= delimiter.length && mayBeDelimiter(position);
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, end - position);
    end -= position;
    position = 0;
    int n = in.read(buffer, end, buffer.length - end);
    end += Math.max(n, 0);
    return n >= 0;
  }

  private int readByte() throws IOException {
    while (position == end) {
      if (!fill()) {
        throw malformed();
      }
    }
    count(1);
    return buffer[position++] & 0xff;
  }

  private void count(int bytes) {
    taken += bytes;
    if (taken > limit) {
      throw new ObjectStoreException(new FormError.FieldsTooLong(limit));
    }
  }

  void close() throws IOException {
    in.close();
  }

  static ObjectStoreException malformed() {
    return new ObjectStoreException(new FormError.Malformed());
  }
}

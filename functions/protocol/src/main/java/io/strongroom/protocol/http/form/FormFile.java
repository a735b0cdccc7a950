package io.strongroom.protocol.http.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bytes of the one file in a form. What follows it in the form is passed over. */
final class FormFile extends InputStream {

  private final MultipartReader reader;

  FormFile(MultipartReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length == 0 ? 0 : reader.read(bytes, offset, length);
  }

  @Override
  public int available() {
    return reader.available();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

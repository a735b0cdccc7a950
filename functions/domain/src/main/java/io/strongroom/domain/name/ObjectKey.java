package io.strongroom.domain.name;

import java.nio.charset.StandardCharsets;

/**
 * An object's key: 1 to 1024 bytes of UTF-8, otherwise anything ({@code //}, {@code ..}, {@code ;}
 * and spaces are ordinary characters).
 */
public record ObjectKey(String value) {

  private static final int MAX_BYTES = 1024;

  public ObjectKey {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new ObjectStoreException(new RequestError.KeyTooLong(bytes, MAX_BYTES));
    }
    if (bytes == 0 || value.indexOf('\0') >= 0) {
      throw new ObjectStoreException(new RequestError.InvalidObjectKey(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Percent-decoding of request targets: once, as UTF-8, and nothing else. {@code //}, {@code ..},
 * {@code ;} and {@code %2F} come out as they are, since all of them may be part of an object's key.
 *
 * <p>Source: RFC 3986 §2.1.
 */
public final class UriDecoder {

  private UriDecoder() {}

  /**
   * Decodes a piece of a path; a plus sign stays a plus sign.
   *
   * @throws ObjectStoreException InvalidUri when an escape is broken or the bytes are not UTF-8
   */
  public static String path(String raw) {
    return decode(raw, false);
  }

  /**
   * Decodes text in the form of a query; a plus sign is a space.
   *
   * @throws ObjectStoreException InvalidUri as above
   */
  public static String form(String raw) {
    return decode(raw, true);
  }

  /**
   * Splits and decodes a query; a plus sign is a space.
   *
   * @throws ObjectStoreException InvalidUri as above
   */
  static QueryParameters query(String rawQuery) {
    List<QueryParameters.Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start < rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      end = end < 0 ? rawQuery.length() : end;
      if (end > start) {
        parameters.add(parameter(rawQuery.substring(start, end)));
      }
      start = end + 1;
    }
    return new QueryParameters(parameters);
  }

  private static QueryParameters.Parameter parameter(String piece) {
    int equals = piece.indexOf('=');
    return equals < 0
        ? new QueryParameters.Parameter(decode(piece, true), "")
        : new QueryParameters.Parameter(
            decode(piece.substring(0, equals), true), decode(piece.substring(equals + 1), true));
  }

  private static String decode(String raw, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(escapedByte(raw, i));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else if (c > 0xff) {
        throw invalid(raw);
      } else {
        bytes.write(c); // raw bytes of the request line, one char each
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid(raw);
    }
  }

  private static int escapedByte(String raw, int at) {
    int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw invalid(raw);
    }
    return (high << 4) | low;
  }

  private static ObjectStoreException invalid(String raw) {
    return new ObjectStoreException(new RequestError.InvalidUri(raw));
  }
}

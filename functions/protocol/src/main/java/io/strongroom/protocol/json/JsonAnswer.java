package io.strongroom.protocol.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Writes an answer: one flat object of strings. Secrets go from their own array into the answer's
 * and leave no other copy, which a general writer with its recycled buffers would not promise.
 */
final class JsonAnswer {

  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final List<byte[]> members = new ArrayList<>();

  JsonAnswer text(String name, String value) {
    members.add(quoted(name, JsonStringEncoder.getInstance().quoteAsUTF8(value)));
    return this;
  }

  JsonAnswer blob(String name, byte[] value) {
    members.add(quoted(name, Base64.getEncoder().encode(value)));
    return this;
  }

  JsonAnswer secret(String name, SecretBytes value) {
    byte[] base64 = value.use(Base64.getEncoder()::encode);
    members.add(quoted(name, base64));
    Arrays.fill(base64, (byte) 0);
    return this;
  }

  /** The answer; this object is spent. */
  WireResponse of(int status, Headers headers) {
    int length = 2 + Math.max(0, members.size() - 1);
    for (byte[] member : members) {
      length += member.length;
    }
    byte[] body = new byte[length];
    int at = 0;
    body[at++] = '{';
    for (byte[] member : members) {
      if (at > 1) {
        body[at++] = ',';
      }
      System.arraycopy(member, 0, body, at, member.length);
      at += member.length;
      Arrays.fill(member, (byte) 0);
    }
    body[at] = '}';
    members.clear();
    return WireResponse.of(status, headers.and("content-type", CONTENT_TYPE), body);
  }

  /** {@code "name":"value"}; names are literals that need no escapes. */
  private static byte[] quoted(String name, byte[] value) {
    byte[] head = ("\"" + name + "\":\"").getBytes(StandardCharsets.UTF_8);
    byte[] member = Arrays.copyOf(head, head.length + value.length + 1);
    System.arraycopy(value, 0, member, head.length, value.length);
    member[member.length - 1] = '"';
    return member;
  }
}

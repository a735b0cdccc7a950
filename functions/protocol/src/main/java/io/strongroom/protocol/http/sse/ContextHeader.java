package io.strongroom.protocol.http.sse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.strongroom.crypto.kms.EncryptionContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The encryption context header: base64 of a flat JSON object whose values are strings. */
final class ContextHeader {

  /** KMS: an encryption context is at most this long. */
  private static final int MAX_LENGTH_IN_BYTES = 8192;

  /** An envelope holds 128 pairs (SPEC §9), of which two are for the service. */
  private static final int MAX_PAIRS = 126;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ContextHeader() {}

  /** Empty when the value is anything but such a context, or one that cannot be kept. */
  static Optional<EncryptionContext> parse(String value) {
    try {
      byte[] json = Base64.getDecoder().decode(value);
      return json.length > MAX_LENGTH_IN_BYTES ? Optional.empty() : parseJson(json);
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  static String render(EncryptionContext context) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> pair : context.pairs().entrySet()) {
        json.writeStringField(pair.getKey(), pair.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes every write", e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static Optional<EncryptionContext> parseJson(byte[] json) throws IOException {
    // Decoded here and not by the parser, which would take UTF-16 and broken UTF-8 as well.
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    Map<String, String> pairs = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          return Optional.empty();
        }
        String value = parser.getText();
        if (!isStorable(name) || !isStorable(value) || pairs.size() == MAX_PAIRS) {
          return Optional.empty();
        }
        pairs.put(name, value);
      }
      boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
      return whole ? Optional.of(new EncryptionContext(pairs)) : Optional.empty();
    }
  }

  /** Escapes can name what neither the envelope nor the database has: half characters, and NUL. */
  private static boolean isStorable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf('\0') < 0;
  }
}

package io.strongroom.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes an answer that has lists and objects in it. Not for secrets: those have {@link
 * JsonAnswer}. For one answer and one thread.
 */
final class JsonDocument {

  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator generator;

  private JsonDocument() throws IOException {
    generator = JSON.createGenerator(bytes);
  }

  /** An answer of one object with these members. */
  static WireResponse answer(Consumer<JsonDocument> members) {
    try {
      JsonDocument document = new JsonDocument();
      document.object(members);
      document.generator.close();
      return WireResponse.of(
          200,
          Headers.none().and("content-type", JsonAnswer.CONTENT_TYPE),
          document.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private JsonDocument write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void object(Consumer<JsonDocument> members) {
    write(generator::writeStartObject);
    members.accept(this);
    write(generator::writeEndObject);
  }

  JsonDocument text(String name, String value) {
    return write(() -> generator.writeStringField(name, value));
  }

  JsonDocument textIfAny(String name, Optional<String> value) {
    return value.map(text -> text(name, text)).orElse(this);
  }

  JsonDocument number(String name, long value) {
    return write(() -> generator.writeNumberField(name, value));
  }

  JsonDocument flag(String name, boolean value) {
    return write(() -> generator.writeBooleanField(name, value));
  }

  JsonDocument time(String name, Optional<Instant> value) {
    return value.map(at -> text(name, at.toString())).orElse(this);
  }

  JsonDocument object(String name, Consumer<JsonDocument> members) {
    write(() -> generator.writeFieldName(name));
    object(members);
    return this;
  }

  /** A list of objects. */
  <T> JsonDocument objects(String name, Collection<T> all, BiConsumer<JsonDocument, T> members) {
    write(() -> generator.writeArrayFieldStart(name));
    all.forEach(each -> object(document -> members.accept(document, each)));
    return write(generator::writeEndArray);
  }

  /** A list of texts. */
  JsonDocument texts(String name, Collection<String> all) {
    write(() -> generator.writeArrayFieldStart(name));
    all.forEach(each -> write(() -> generator.writeString(each)));
    return write(generator::writeEndArray);
  }
}

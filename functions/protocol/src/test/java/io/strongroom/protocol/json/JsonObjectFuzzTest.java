package io.strongroom.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

class JsonObjectFuzzTest {

  /** What is read of a body reads the same when it is written again. */
  @FuzzTest
  void parse_anyBytes_sameAgainOrRefused(byte[] body) {
    Request request;
    try {
      request = Request.read(body);
    } catch (JsonRejected refused) {
      assertThat(refused.getStackTrace()).isEmpty();
      return;
    }
    assertThat(Request.read(request.write())).isEqualTo(request);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(request.toString())).isTrue();
  }

  private record Request(
      Optional<String> key, Optional<Long> bytes, Map<String, String> context, boolean dryRun) {

    static Request read(byte[] body) {
      JsonObject members = JsonObject.parse(body);
      members.blob("CiphertextBlob");
      return new Request(
          members.text("KeyId"),
          members.whole("NumberOfBytes"),
          members.textMap("EncryptionContext"),
          members.flag("DryRun"));
    }

    byte[] write() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartObject();
        if (key.isPresent()) {
          json.writeStringField("KeyId", key.get());
        }
        if (bytes.isPresent()) {
          json.writeNumberField("NumberOfBytes", bytes.get());
        }
        json.writeObjectFieldStart("EncryptionContext");
        for (Map.Entry<String, String> pair : context.entrySet()) {
          json.writeStringField(pair.getKey(), pair.getValue());
        }
        json.writeEndObject();
        json.writeBooleanField("DryRun", dryRun);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }
}

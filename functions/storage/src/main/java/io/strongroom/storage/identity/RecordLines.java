package io.strongroom.storage.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords.Decision;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.strongroom.domain.port.RequestRecords.Target;
import io.strongroom.domain.port.RequestRecords.Who;
import io.strongroom.domain.port.RequestRecords.Work;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Records as they are kept, a document on each line, deflated. Written straight into the deflater:
 * thousands a second come by, and each document made on the way would be one more to throw away.
 */
final class RecordLines {

  private static final SerializableString LINE_END = new SerializedString("\n");

  private RecordLines() {}

  static Buffer packed(List<RequestRecord> records, Region region) {
    return Deflated.pack(
        out -> {
          // A writer of characters: half a character becomes a question mark, and no failure.
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          // No constant: an image's builder would seed the factory for all its processes.
          try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setRootValueSeparator(LINE_END);
            for (RequestRecord each : records) {
              write(json, each, region);
            }
          }
        });
  }

  private static void write(JsonGenerator json, RequestRecord each, Region region)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", each.at().toString());
    json.writeStringField("id", each.requestId());
    write(json, each.who());
    json.writeStringField("operation", each.operation());
    write(json, each.target());
    write(json, each.decision());
    write(json, each.work());
    json.writeStringField("service", service(each));
    json.writeStringField("region", region.value());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Who who) throws IOException {
    json.writeStringField("account", who.account().value());
    json.writeStringField("principal", who.principal().text());
    json.writeStringField("accessKeyId", who.accessKeyId());
    json.writeStringField("source", who.source());
    json.writeStringField("address", who.address());
  }

  private static void write(JsonGenerator json, Target target) throws IOException {
    json.writeStringField("bucket", target.bucket());
    json.writeStringField("key", target.key());
    json.writeStringField("owner", target.owner().value());
  }

  private static void write(JsonGenerator json, Decision decision) throws IOException {
    json.writeStringField("verdict", decision.verdict());
    json.writeStringField("action", decision.action());
    json.writeStringField("policy", decision.policy());
    json.writeNumberField("questions", decision.questions());
  }

  private static void write(JsonGenerator json, Work work) throws IOException {
    json.writeNumberField("status", work.status());
    json.writeNumberField("bytesIn", work.bytesIn());
    json.writeNumberField("bytesOut", work.bytesOut());
    json.writeStringField("encryption", work.encryption());
    json.writeNumberField("kmsCalls", work.kmsCalls());
    json.writeStringField("kmsKey", work.kmsKey());
  }

  /** The service that a request was for. */
  static String service(RequestRecord record) {
    String operation = record.operation();
    return operation.equals("IdentityQuery") || operation.equals("DomainRest") ? "iam" : "s3";
  }
}

package io.strongroom.launcher;

import io.strongroom.local.StartupException;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.util.Map;

/**
 * A record of a request in the words of other logs: AWS CloudTrail's, or Huawei's CTS. Stateless.
 *
 * <p>Sources: CloudTrail user guide, "CloudTrail record contents"; CTS user guide, "Trace
 * structure".
 */
final class RequestForm {

  private static final int DEPTH = 4;

  private final Map<String, Json> record;
  private final StringBuilder text = new StringBuilder("{");

  private RequestForm(Map<String, Json> record) {
    this.record = record;
  }

  /** One line. */
  static String of(String format, String number, String record) {
    Map<String, Json> members = read(record);
    return switch (format) {
      case "cloudtrail" -> new RequestForm(members).cloudTrail();
      case "cts" -> new RequestForm(members).cts();
      default -> "{\"number\":" + number + "," + record.substring(1);
    };
  }

  private static Map<String, Json> read(String record) {
    try {
      return JsonReader.parse(record, DEPTH) instanceof Json.Members(var members)
          ? members
          : Map.of();
    } catch (JsonException e) {
      throw new StartupException("The server sent a record that cannot be read");
    }
  }

  private String cloudTrail() {
    text("eventVersion", "1.11");
    text("eventTime", value("at"));
    text("eventSource", value("service") + ".amazonaws.com");
    text("eventName", value("operation"));
    text("awsRegion", value("region"));
    text("sourceIPAddress", value("address"));
    text("requestID", value("id"));
    text("recipientAccountId", value("owner").isEmpty() ? value("account") : value("owner"));
    if (number("status") >= 400) {
      text("errorCode", value("verdict").equals("denied") ? "AccessDenied" : value("status"));
    }
    object(
        "userIdentity",
        "arn",
        value("principal"),
        "accountId",
        value("account"),
        "accessKeyId",
        value("accessKeyId"));
    object("requestParameters", "bucketName", value("bucket"), "key", value("key"));
    object(
        "additionalEventData",
        "SSEApplied",
        value("encryption"),
        "bytesTransferredIn",
        value("bytesIn"),
        "bytesTransferredOut",
        value("bytesOut"),
        "decision",
        value("verdict"),
        "policy",
        value("policy"));
    return text.append('}').toString();
  }

  private String cts() {
    text("trace_id", value("id"));
    text("time", value("at"));
    text("service_type", value("service").equals("iam") ? "IAM" : "OBS");
    text("trace_name", value("operation"));
    text("resource_type", value("key").isEmpty() ? "bucket" : "object");
    text("resource_name", value("bucket") + (value("key").isEmpty() ? "" : "/" + value("key")));
    text("source_ip", value("address"));
    text("code", value("status"));
    text("trace_rating", number("status") >= 400 ? "warning" : "normal");
    object("user", "id", value("principal"), "domain", value("account"));
    object(
        "message",
        "encryption",
        value("encryption"),
        "kms_key",
        value("kmsKey"),
        "decision",
        value("verdict"),
        "policy",
        value("policy"));
    return text.append('}').toString();
  }

  private String value(String name) {
    Json found = record.getOrDefault(name, new Json.Nothing());
    if (found instanceof Json.Numeral(String literal)) {
      return literal;
    }
    return found instanceof Json.Text(String value) ? value : "";
  }

  private int number(String name) {
    String value = value(name);
    return value.isEmpty() ? 0 : Integer.parseInt(value);
  }

  private void text(String name, String value) {
    separate();
    text.append(quoted(name)).append(':').append(quoted(value));
  }

  private void object(String name, String... members) {
    separate();
    text.append(quoted(name)).append(":{");
    for (int i = 0; i < members.length; i += 2) {
      separate();
      text.append(quoted(members[i])).append(':').append(quoted(members[i + 1]));
    }
    text.append('}');
  }

  private void separate() {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
  }

  /** RFC 8259: quotes, backslashes and controls are escaped. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}

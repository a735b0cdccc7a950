package io.strongroom.endtoend.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.signing.Credential;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser's upload by form, its policy signed as the case says. */
final class PostForm {
  static final String BOUNDARY = "case-boundary-7MA4YWxkTrZu0gW";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Credential credential;
  private final String region;
  private final Placeholders words;

  PostForm(Credential credential, String region, Placeholders words) {
    this.credential = credential;
    this.region = region;
    this.words = words;
  }

  /** The multipart body of a form as the file describes it. */
  byte[] body(JsonNode form) {
    Map<String, String> fields = new LinkedHashMap<>();
    sign(form, fields);
    form.path("drop").forEach(name -> fields.remove(name.asText()));
    for (JsonNode pair : form.path("fields")) {
      fields.put(pair.path(0).asText(), words.fill(pair.path(1).asText()));
    }
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> part(text, "name=\"" + name + "\"", value));
    JsonNode file = form.path("file");
    if (!file.isMissingNode()) {
      String name =
          file.has("filename") ? "; filename=\"" + file.path("filename").asText() + "\"" : "";
      part(text, "name=\"file\"" + name, file.path("content").asText());
    }
    return text.append("--" + BOUNDARY + "--\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void part(StringBuilder text, String disposition, String value) {
    text.append("--")
        .append(BOUNDARY)
        .append("\r\nContent-Disposition: form-data; ")
        .append(disposition)
        .append("\r\n\r\n")
        .append(value)
        .append("\r\n");
  }

  private void sign(JsonNode form, Map<String, String> fields) {
    ObjectNode policy = ((ObjectNode) form.path("policy")).deepCopy();
    policy.put("expiration", words.fill(policy.path("expiration").asText()));
    switch (form.path("sign").asText()) {
      case "v4" -> signV4(policy, fields);
      case "v2" -> {
        String encoded = encoded(policy);
        fields.put("AWSAccessKeyId", credential.accessKeyId());
        fields.put("policy", encoded);
        fields.put("signature", signature(SigV2Dialect.AWS, encoded));
      }
      case "obs" -> {
        String encoded = encoded(policy);
        fields.put("AccessKeyId", credential.accessKeyId());
        fields.put("policy", encoded);
        fields.put("signature", signature(SigV2Dialect.OBS, encoded));
      }
      case "obs-token" -> {
        String encoded = encoded(policy);
        fields.put(
            "token",
            credential.accessKeyId() + ":" + signature(SigV2Dialect.OBS, encoded) + ":" + encoded);
      }
      default -> throw new IllegalArgumentException("signs forms how: " + form.path("sign"));
    }
  }

  private void signV4(ObjectNode policy, Map<String, String> fields) {
    Instant now = Instant.now();
    String time = TIME.format(now);
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put(
        "x-amz-credential",
        "%s/%s/%s/s3/aws4_request"
            .formatted(credential.accessKeyId(), time.substring(0, 8), region));
    fields.put("x-amz-date", time);
    ArrayNode conditions = (ArrayNode) policy.path("conditions");
    // An empty list is what the case is about, and stays empty.
    if (!conditions.isEmpty()) {
      fields.forEach((name, value) -> conditions.addObject().put(name, value));
    }
    String encoded = encoded(policy);
    fields.put("policy", encoded);
    fields.put(
        "x-amz-signature", new SigV4Signer(credential, region, "s3").signPolicy(encoded, now));
  }

  private String signature(SigV2Dialect dialect, String encoded) {
    return new SigV2Signer(dialect, credential).signPolicy(encoded);
  }

  private String encoded(JsonNode policy) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              words.fill(JSON.writeValueAsString(policy)).getBytes(StandardCharsets.UTF_8));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

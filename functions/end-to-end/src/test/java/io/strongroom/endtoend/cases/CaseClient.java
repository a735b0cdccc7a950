package io.strongroom.endtoend.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends the requests of one case to the server, by path, signed as the case says. */
final class CaseClient {
  private static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final String OBS_NAMESPACE = "http://obs.myhwclouds.com/doc/2015-06-30/";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient http;
  private final URI server;
  private final Credential credential;
  private final String region;
  private final WireCase wireCase;
  private final String bucket;
  private final Placeholders words;

  CaseClient(CaseServer server, WireCase wireCase, String bucket, Placeholders words) {
    this.http = server.http();
    this.server = server.endpoint();
    this.credential = server.credential();
    this.region = server.region();
    this.wireCase = wireCase;
    this.bucket = bucket;
    this.words = words;
  }

  CaseAnswer send(JsonNode request) throws IOException, InterruptedException {
    String method = request.path("method").asText();
    byte[] body = body(request);
    SignableRequest unsigned =
        new SignableRequest(method, path(request), query(request), headers(request, body));
    SignableRequest signed = sign(unsigned, request.path("auth").asText(""), body);
    String query = signed.rawQuery().isEmpty() ? "" : "?" + signed.rawQuery();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.resolve(signed.rawPath() + query))
            .timeout(LIMIT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    signed.headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("host"))
        .forEach(header -> builder.header(header.name(), header.value()));
    HttpResponse<byte[]> answer = http.send(builder.build(), BodyHandlers.ofByteArray());
    return new CaseAnswer(answer.statusCode(), answer.headers(), answer.body());
  }

  private SignableRequest sign(SignableRequest request, String auth, byte[] body) {
    return switch (auth) {
      case "none", "form" -> request;
      case "presign-v4" -> v4().presign(request, LIMIT, Instant.now());
      case "presign-v2" ->
          new SigV2Signer(SigV2Dialect.AWS, credential)
              .presign(request, request.rawPath(), Instant.now().plus(LIMIT));
      case "" ->
          wireCase.isObs()
              ? new SigV2Signer(SigV2Dialect.OBS, credential)
                  .sign(request.withHeader("x-obs-date", words.fill("{now}")), request.rawPath())
              : v4().sign(request, body, Instant.now());
      default -> throw new IllegalArgumentException("signs how: " + auth);
    };
  }

  private SigV4Signer v4() {
    return new SigV4Signer(credential, region, "s3");
  }

  private String path(JsonNode request) {
    String path = words.fill(request.path("path").asText());
    if (path.equals("/")) {
      return path;
    }
    return "/" + bucket + (path.isEmpty() ? "" : "/" + encoded(path).replace("%2F", "/"));
  }

  private String query(JsonNode request) {
    return request.path("query").properties().stream()
        .map(
            each ->
                encoded(each.getKey())
                    // S3: a sub-resource is mostly written without its equals sign.
                    + (each.getValue().asText().isEmpty() && isFirst(request, each)
                        ? ""
                        : "=" + encoded(words.fill(each.getValue().asText()))))
        .collect(Collectors.joining("&"));
  }

  private static boolean isFirst(JsonNode request, Map.Entry<String, JsonNode> parameter) {
    return request.path("query").fieldNames().next().equals(parameter.getKey());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private List<HeaderField> headers(JsonNode request, byte[] body) {
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("Host", server.getAuthority()));
    for (Map.Entry<String, JsonNode> each : request.path("headers").properties()) {
      headers.add(new HeaderField(each.getKey(), words.fill(each.getValue().asText())));
    }
    if (request.has("form")) {
      headers.add(
          new HeaderField("Content-Type", "multipart/form-data; boundary=" + PostForm.BOUNDARY));
    }
    boolean lockedWrite =
        wireCase.bucket().equals("locked")
            && request.path("method").asText().equals("PUT")
            && request.has("body")
            && !request.path("no-checksum").asBoolean();
    if (request.has("xml") || lockedWrite) {
      headers.add(new HeaderField("Content-MD5", md5(body)));
    }
    return headers;
  }

  private byte[] body(JsonNode request) {
    if (request.has("form")) {
      return new PostForm(credential, region, words).body(request.path("form"));
    }
    String text =
        request.has("xml")
            ? named(words.fill(request.path("xml").asText()))
            : words.fill(request.path("body").asText(""));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The document with the dialect's namespace at its root. */
  private String named(String xml) {
    String namespace = wireCase.isObs() ? OBS_NAMESPACE : S3_NAMESPACE;
    return xml.replaceFirst("^<([A-Za-z]+)", "<$1 xmlns=\"" + namespace + "\"");
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

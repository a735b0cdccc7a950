package io.strongroom.endtoend.access;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests as anybody, signed here: rows want what no SDK would send. */
final class AccessClient {

  static final String REGION = "us-east-1";

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final AccessServer server;

  AccessClient(AccessServer server) {
    this.server = server;
  }

  /** A status and a document. */
  record Answer(int status, String body) {

    /** The text of the first element of that name; empty when there is none. */
    String element(String name) {
      Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
      return found.find()
          ? found.group(1).replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
          : "";
    }

    Answer require(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException(status + ": " + body.replaceAll("<Secret.*", "…"));
      }
      return this;
    }
  }

  /** A call of IAM or STS; parameters are names and values in turn. */
  Answer call(Key who, String action, String... parameters) {
    StringBuilder form = new StringBuilder("Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=').append(encoded(parameters[i + 1]));
    }
    Question question =
        Question.of("POST", "/", "", form.toString())
            .with("Content-Type", "application/x-www-form-urlencoded");
    return send(server.endpoint(), Optional.of(who), question, "iam");
  }

  /** A call of the KMS. */
  Answer kms(Key who, String operation, String json) {
    Question question =
        Question.of("POST", "/", "", json)
            .with("Content-Type", "application/x-amz-json-1.1")
            .with("X-Amz-Target", "TrentService." + operation);
    return send(server.kms(), Optional.of(who), question, "kms");
  }

  /** A request to the objects. */
  Answer objects(Optional<Key> who, Question question) {
    return send(server.endpoint(), who, question, "s3");
  }

  private Answer send(URI endpoint, Optional<Key> who, Question question, String service) {
    byte[] body = question.body().getBytes(StandardCharsets.UTF_8);
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("Host", endpoint.getAuthority()));
    question.headers().stream().filter(header -> !isOfRouter(header)).forEach(headers::add);
    SignableRequest unsigned =
        new SignableRequest(question.method(), question.path(), question.query(), headers);
    SignableRequest signed =
        who.map(key -> sign(unsigned, key, question, service)).orElse(unsigned);
    String query = signed.rawQuery().isEmpty() ? "" : "?" + signed.rawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(signed.rawPath() + query))
            .timeout(Duration.ofMinutes(1))
            .method(
                question.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    signed.headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("host"))
        .forEach(header -> request.header(header.name(), header.value()));
    question.headers().stream()
        .filter(AccessClient::isOfRouter)
        .forEach(header -> request.header(header.name(), header.value()));
    try {
      var answer = server.http().send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a router adds is not the client's, and so not signed. */
  private static boolean isOfRouter(HeaderField header) {
    return header.name().startsWith("X-Strongroom-");
  }

  private static SignableRequest sign(
      SignableRequest request, Key who, Question question, String service) {
    SigV4Signer signer = new SigV4Signer(who.credential(), REGION, service);
    Instant now = Instant.now();
    byte[] body = question.body().getBytes(StandardCharsets.UTF_8);
    return switch (question.how()) {
      case "presigned" -> {
        String token = who.token().map(text -> "X-Amz-Security-Token=" + encoded(text)).orElse("");
        String query =
            request.rawQuery().isEmpty() || token.isEmpty()
                ? request.rawQuery() + token
                : request.rawQuery() + "&" + token;
        yield signer.presign(
            new SignableRequest(request.method(), request.rawPath(), query, request.headers()),
            Duration.ofHours(1),
            now.minusSeconds(question.ageSeconds()));
      }
      case "unsigned-payload" ->
          signer.sign(withToken(request, who, "x-amz-security-token"), "UNSIGNED-PAYLOAD", now);
      case "obs" ->
          new SigV2Signer(SigV2Dialect.OBS, who.credential())
              .sign(
                  withToken(request, who, "x-obs-security-token")
                      .withHeader("x-obs-date", RFC_1123.format(now)),
                  request.rawPath());
      default -> signer.sign(withToken(request, who, "x-amz-security-token"), body, now);
    };
  }

  private static SignableRequest withToken(SignableRequest request, Key who, String header) {
    return who.token().map(token -> request.withHeader(header, token)).orElse(request);
  }

  /** A question that says where it comes from, as a router that the server trusts would. */
  Question routed(Question question, String address, boolean secure) {
    return question
        .with("X-Strongroom-Router-Token", server.routerToken())
        .with("X-Strongroom-Scheme", secure ? "https" : "http")
        .with("X-Strongroom-Client", address);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}

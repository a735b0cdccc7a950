package io.strongroom.function.console;

import io.strongroom.domain.content.ObjectContent;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Headers.Field;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.runtime.http.InnerAnswer;
import io.strongroom.runtime.http.InnerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * From replies to what goes to the browser, with all that the browser is forbidden. Rendering
 * escapes every value, since every page is a template of HTML. Thread-safe.
 */
@Singleton
final class ConsoleAnswers {

  /** Nothing from elsewhere, nothing inline, and in nobody's frame. */
  private static final String OF_PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** What somebody stored is never part of this console, whatever a browser takes it for. */
  private static final String OF_OBJECTS = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private static final List<Field> ALWAYS =
      List.of(
          new Field("x-content-type-options", "nosniff"),
          new Field("x-frame-options", "DENY"),
          new Field("referrer-policy", "same-origin"),
          new Field("cross-origin-opener-policy", "same-origin"),
          new Field("cross-origin-resource-policy", "same-origin"),
          new Field(
              "permissions-policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));

  WireResponse rendered(RoutingContext via, Reply reply) {
    WireResponse whole =
        switch (reply) {
          case Reply.Page(int status, var content) ->
              answer(status, "text/html; charset=utf-8", OF_PAGES, content.render());
          case Reply.Data(int status, String json) ->
              answer(status, "application/json", OF_PAGES, json);
          case Reply.Elsewhere elsewhere -> elsewhere(elsewhere);
          case Reply.Download(String name, var answer) -> download(name, answer);
          case Reply.Asset(String type, String content) ->
              WireResponse.of(200, headers(type, OF_PAGES, "public, max-age=600"), content);
        };
    return via.request().method().name().equals("HEAD") ? headOf(whole) : whole;
  }

  private static WireResponse headOf(WireResponse whole) {
    whole.content().ifPresent(ObjectContent::close);
    return WireResponse.of(whole.status(), whole.headers());
  }

  private static WireResponse answer(int status, String type, String policy, String text) {
    return WireResponse.of(
        status, headers(type, policy, "no-store"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static WireResponse elsewhere(Reply.Elsewhere elsewhere) {
    Headers headers = headers("text/plain", OF_PAGES, "no-store").and("location", elsewhere.path());
    for (String cookie : elsewhere.cookies()) {
      headers = headers.and("set-cookie", cookie);
    }
    return WireResponse.of(303, headers);
  }

  private static WireResponse download(String name, InnerAnswer<?> answer) {
    Headers headers =
        headers("application/octet-stream", OF_OBJECTS, "no-store")
            .and("content-disposition", disposition(name));
    String length = answer.wire().headers().first("content-length").orElse("");
    if (!length.isEmpty()) {
      headers = headers.and("content-length", length);
    }
    WireResponse head = WireResponse.of(200, headers, answer.wire().body());
    return answer.wire().content().map(head::streaming).orElse(head);
  }

  /** RFC 6266: for old browsers in ASCII, for others as it is. */
  static String disposition(String name) {
    String last = name.substring(name.lastIndexOf('/', name.length() - 2) + 1);
    String plain = last.replaceAll("[^A-Za-z0-9._ -]", "_");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + InnerRequest.encoded(last);
  }

  private static Headers headers(String type, String policy, String caching) {
    List<Field> fields = new ArrayList<>(ALWAYS);
    fields.add(new Field("content-type", type));
    fields.add(new Field("content-security-policy", policy));
    fields.add(new Field("cache-control", caching));
    return Headers.of(fields);
  }
}

package io.strongroom.storage.webhook;

import io.strongroom.domain.port.EventTargets.Message;
import io.vertx.core.json.Json;

/**
 * Events in the words of CloudEvents 1.0. Stateless.
 *
 * <p>Source: "CloudEvents", version 1.0.2; "AWS Simple Storage Service CloudEvents Adapter".
 */
public final class CloudEvents {

  /** Of what {@link #structured} makes. */
  public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private CloudEvents() {}

  /** {@code com.amazonaws.s3.ObjectCreated:Put}. */
  public static String type(Message message) {
    return "com.amazonaws.s3." + message.type();
  }

  /** The whole event as one JSON document, S3's record as its data. */
  public static String structured(Message message) {
    String subject = message.subject().isEmpty() ? "" : ",\"subject\":" + quoted(message.subject());
    return "{\"specversion\":\"1.0\",\"id\":"
        + quoted(message.id())
        + ",\"type\":"
        + quoted(type(message))
        + ",\"source\":"
        + quoted(message.source())
        + subject
        + ",\"time\":"
        + quoted(message.time())
        + ",\"datacontenttype\":\"application/json\",\"data\":"
        + message.record()
        + "}";
  }

  private static String quoted(String text) {
    return Json.encode(text);
  }
}

package io.strongroom.replication.kafka;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.strongroom.domain.port.EventTargets.Message;
import io.strongroom.storage.webhook.CloudEvents;
import io.strongroom.storage.webhook.EventFormat;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Events as records of a topic. The record's key is the object's, behind its bucket: what happens
 * to one object is in one partition, in order.
 *
 * <p>Source: "Kafka Protocol Binding for CloudEvents", version 1.0.2.
 */
final class TopicRecords {

  private static final String CONTENT_TYPE = "content-type";

  private final String topic;
  private final EventFormat format;

  TopicRecords(String topic, EventFormat format) {
    this.topic = topic;
    this.format = format;
  }

  org.eclipse.microprofile.reactive.messaging.Message<String> of(Message message) {
    return org.eclipse.microprofile.reactive.messaging.Message.of(
            switch (format) {
              case S3 -> message.document();
              case CLOUDEVENTS -> message.record();
              case STRUCTURED -> CloudEvents.structured(message);
            })
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withKey(message.bucket() + "/" + message.subject())
                .withHeaders(headers(message))
                .build());
  }

  private Headers headers(Message message) {
    Headers headers = new RecordHeaders();
    switch (format) {
      case S3 -> add(headers, CONTENT_TYPE, "application/json");
      case STRUCTURED -> add(headers, CONTENT_TYPE, CloudEvents.CONTENT_TYPE);
      case CLOUDEVENTS -> {
        add(headers, CONTENT_TYPE, "application/json");
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", message.id());
        add(headers, "ce_type", CloudEvents.type(message));
        add(headers, "ce_source", message.source());
        add(headers, "ce_time", message.time());
        if (!message.subject().isEmpty()) {
          add(headers, "ce_subject", message.subject());
        }
      }
    }
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

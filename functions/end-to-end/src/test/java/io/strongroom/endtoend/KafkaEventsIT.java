package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** Topics of a real Kafka are told what happens in a bucket, while it is killed. */
@OneProcess
class KafkaEventsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "objects";
  private static final List<String> KEYS = List.of("plan \u00fc", "b/c");

  @Test
  void kill_amidWrites_everythingIsInTheTopicAndInOrderOfEachKey() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("strongroom-kafka");
        KafkaBroker kafka = new KafkaBroker(folder.path());
        Strongroom strongroom =
            Strongroom.of(
                new Gateway(
                    serve(folder, kafka), new TemporaryFolder(folder.resolve("nothing"))))) {
      String bucket = strongroom.newBucket();
      strongroom
          .s3()
          .putBucketNotificationConfiguration(
              put -> put.bucket(bucket).notificationConfiguration(everything()));
      List<String> tags = new ArrayList<>(write(strongroom, bucket, 1));
      kafka.kill();
      tags.addAll(write(strongroom, bucket, 11));
      kafka.startAgain();
      tags.addAll(write(strongroom, bucket, 21));
      verify(bucket, read(kafka, tags));
    }
  }

  private static RunningServer serve(TemporaryFolder folder, KafkaBroker kafka) throws Exception {
    Path file =
        Files.writeString(
            Files.createFile(
                folder.resolve("events.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "log.topic=" + TOPIC + "\nlog.format=cloudevents\n");
    return RunningServer.start(
            folder.resolve("data"),
            List.of(
                "-Dstrongroom.events.targets=" + file,
                "-Dkafka.bootstrap.servers=" + kafka.address()))
        .awaitReady();
  }

  private static NotificationConfiguration everything() {
    return NotificationConfiguration.builder()
        .topicConfigurations(
            TopicConfiguration.builder()
                .topicArn("arn:strongroom:events:::log")
                .events(Event.S3_OBJECT_CREATED)
                .build())
        .build();
  }

  /** Each with bytes of its own, so that its tag says which write it was. */
  private static List<String> write(Strongroom strongroom, String bucket, int from) {
    List<String> tags = new ArrayList<>();
    for (int i = from; i < from + 10; i++) {
      String key = KEYS.get(i % KEYS.size());
      RequestBody body = RequestBody.fromString(Integer.toString(i));
      tags.add(
          strongroom
              .s3()
              .putObject(put -> put.bucket(bucket).key(key), body)
              .eTag()
              .replace("\"", ""));
    }
    return tags;
  }

  /** Until all of these were told; a read after that finds what is told twice. */
  private static List<ConsumerRecord<String, String>> read(KafkaBroker kafka, List<String> tags)
      throws IOException {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.address(),
                "group.id", "test",
                "metadata.max.age.ms", "500",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      for (int i = 0; i < 600 && !tags(records).containsAll(tags); i++) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    assertThat(tags(records)).containsAll(tags);
    return records;
  }

  private static List<String> tags(List<ConsumerRecord<String, String>> records)
      throws IOException {
    List<String> tags = new ArrayList<>();
    for (ConsumerRecord<String, String> each : records) {
      tags.add(object(each).path("eTag").asText());
    }
    return tags;
  }

  private static JsonNode object(ConsumerRecord<String, String> told) throws IOException {
    return JSON.readTree(told.value()).at("/s3/object");
  }

  private static void verify(String bucket, List<ConsumerRecord<String, String>> records)
      throws IOException {
    for (String key : KEYS) {
      List<ConsumerRecord<String, String>> ofKey =
          records.stream().filter(each -> (bucket + "/" + key).equals(each.key())).toList();
      List<String> sequencers = new ArrayList<>();
      for (ConsumerRecord<String, String> each : ofKey) {
        sequencers.add(object(each).path("sequencer").asText());
        assertThat(header(each, "ce_type")).isEqualTo("com.amazonaws.s3.ObjectCreated:Put");
        assertThat(header(each, "ce_subject")).isEqualTo(key);
      }
      assertThat(sequencers).hasSizeGreaterThanOrEqualTo(15).isSorted();
      assertThat(ofKey.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
    }
  }

  private static String header(ConsumerRecord<String, String> told, String name) {
    return new String(told.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

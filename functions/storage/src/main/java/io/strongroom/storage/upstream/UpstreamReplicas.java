package io.strongroom.storage.upstream;

import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.record.VersionMarks;
import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/**
 * A bucket of any store that speaks S3, as a target of copies. What is sent is plaintext, over TLS,
 * for that store to encrypt. Memory for parts is bounded, however many copies are under way.
 * Thread-safe; every method blocks.
 */
public final class UpstreamReplicas implements RemoteBuckets.RemoteBucket, AutoCloseable {

  private static final long BUFFER_BYTES = 32L << 20;
  private static final long PART_BYTES = 8L << 20;
  private static final int STEP = 64 * 1024;
  private static final int MOST_DOCUMENT_BYTES = 4 << 20;
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final UpstreamClient client;
  private final UpstreamCalls calls;
  private final UpstreamUploads uploads;
  private final ReplicaHeaders headers;
  private final InstantSource time;
  private volatile Known known = new Known(false, Instant.EPOCH);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("replication-silence").factory());

  /**
   * What is known of the bucket.
   *
   * @param bare whether it is known to have no default encryption
   */
  private record Known(boolean bare, Instant until) {}

  public UpstreamReplicas(
      UpstreamBucket bucket, UpstreamCredentials credentials, SSLContext tls, InstantSource time) {
    this.time = time;
    UpstreamWaits waits = UpstreamWaits.usual();
    this.client = new UpstreamClient(bucket, credentials, tls, waits, time);
    this.calls = new UpstreamCalls(client, new UpstreamBreaker(time), waits, clock);
    this.uploads =
        new UpstreamUploads(
            calls, new PartBudget(BUFFER_BYTES), PART_BYTES, threads, UpstreamUploads.BLOB);
    this.headers = new ReplicaHeaders(bucket.signature());
  }

  @Override
  public Optional<String> find(ObjectKey key, VersionId source) throws IOException {
    String name = ReplicaHeaders.encoded(key.value());
    Optional<String> current = head(name, "", source);
    if (current.isPresent()) {
      return current;
    }
    for (Map<String, String> version : versions(key)) {
      if (key.value().equals(version.get("Key"))) {
        String id = version.getOrDefault("VersionId", "");
        Optional<String> found = head(name, "versionId=" + Multipart.encoded(id), source);
        if (found.isPresent()) {
          return Optional.of(id);
        }
      }
    }
    return Optional.empty();
  }

  /** The id of what is there, if it is the copy. */
  private Optional<String> head(String name, String query, VersionId source) throws IOException {
    try {
      return calls.call(
          () -> UpstreamRequest.of("HEAD", name, query), response -> id(response, source));
    } catch (UpstreamRefusal refusal) {
      if (isAbsence(refusal)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** S3: 405 for a delete marker that is named. */
  private static boolean isAbsence(UpstreamRefusal refusal) {
    return refusal.kind() == UpstreamRefusal.Kind.ABSENT || refusal.status() == 405;
  }

  private Optional<String> id(HttpResponse<InputStream> response, VersionId source) {
    return response
        .headers()
        .firstValue(headers.marker())
        .filter(source.value()::equals)
        .map(same -> response.headers().firstValue(headers.word("version-id")).orElse(""));
  }

  private List<Map<String, String>> versions(ObjectKey key) throws IOException {
    try {
      return calls.call(
          () ->
              UpstreamRequest.of(
                  "GET",
                  "",
                  "max-keys=1000&prefix=" + Multipart.encoded(key.value()) + "&versions="),
          response ->
              UpstreamXml.read(response.body().readNBytes(MOST_DOCUMENT_BYTES)).records("Version"));
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() == UpstreamRefusal.Kind.NOT_OFFERED) {
        return List.of();
      }
      throw refusal;
    }
  }

  @Override
  public void put(RemoteBuckets.Copy copy, InputStream plaintext, long length) throws IOException {
    List<HeaderField> all = headers.of(copy, copy.kmsKey().isEmpty() && hasNoDefault());
    UpstreamWriter writer =
        new UpstreamWriter(
            uploads.with(all), ReplicaHeaders.encoded(copy.key().value()), OptionalLong.of(length));
    try {
      byte[] buffer = new byte[STEP];
      for (int n = plaintext.read(buffer); n >= 0; n = plaintext.read(buffer)) {
        writer.write(buffer, 0, n);
      }
      writer.commit();
    } finally {
      writer.close();
    }
  }

  /** Where nothing can be known of a default, there may be one. */
  private boolean hasNoDefault() throws IOException {
    Known now = known;
    if (now.until().isBefore(time.instant())) {
      now = new Known(asked(), time.instant().plus(KNOWN_FOR));
      known = now;
    }
    return now.bare();
  }

  private boolean asked() throws IOException {
    try {
      calls.call(() -> UpstreamRequest.of("GET", "", "encryption="), response -> "set");
      return false;
    } catch (UpstreamRefusal refusal) {
      return refusal.status() == 404 && refusal.kind() != UpstreamRefusal.Kind.MISCONFIGURED;
    }
  }

  @Override
  public void setMarks(ObjectKey key, String id, VersionMarks marks) throws IOException {
    String version = id.isEmpty() ? "" : "&versionId=" + Multipart.encoded(id);
    String name = ReplicaHeaders.encoded(key.value());
    set(name, "tagging=" + version, ReplicaHeaders.document(marks.tags()));
    if (marks.lock().retention().isPresent()) {
      set(name, "retention=" + version, ReplicaHeaders.document(marks.lock().retention().get()));
    }
    if (marks.lock().legalHold().isPresent()) {
      set(
          name,
          "legal-hold=" + version,
          ReplicaHeaders.holdDocument(marks.lock().legalHold().get()));
    }
  }

  private void set(String name, String query, String document) throws IOException {
    UpstreamBody body = UpstreamBody.of(List.of(document.getBytes(StandardCharsets.UTF_8)));
    calls.call(() -> UpstreamRequest.of("PUT", name, query).body(body), response -> "set");
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    String name = ReplicaHeaders.encoded(key.value());
    try {
      calls.call(() -> UpstreamRequest.of("HEAD", name, ""), response -> "there");
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() == UpstreamRefusal.Kind.ABSENT) {
        return;
      }
      throw refusal;
    }
    calls.call(() -> UpstreamRequest.of("DELETE", name, ""), response -> "deleted");
  }

  @Override
  public void close() {
    client.close();
    threads.shutdown();
    clock.shutdownNow();
  }
}

package io.strongroom.storage.upstream;

import io.strongroom.storage.blob.BlobInventory;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists and removes blobs in the store. Thread-safe. */
final class UpstreamInventory {

  private static final int MOST_AT_ONCE = 1000;
  private static final int MOST_DOCUMENT_BYTES = 16 << 20;

  /** First byte of the id. A sweep lists one of them, so a round takes 256 sweeps. */
  private static final int SHARDS = 256;

  private static final Duration SHARD_TIME = Duration.ofHours(1);

  private final UpstreamCalls calls;
  private final InstantSource clock;

  /** Until the store says that it does not offer DeleteObjects. */
  private final AtomicBoolean batches = new AtomicBoolean(true);

  UpstreamInventory(UpstreamCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  void batches(boolean offered) {
    batches.set(offered);
  }

  void delete(UUID id) throws IOException {
    deleteName(calls.bucket().name(id));
  }

  private void deleteName(String name) throws IOException {
    try {
      calls.call(() -> UpstreamRequest.of("DELETE", name, ""), response -> "deleted");
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() != UpstreamRefusal.Kind.ABSENT) {
        throw refusal;
      }
    }
  }

  void delete(List<UUID> ids) throws IOException {
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      deleteBatch(ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE)));
    }
  }

  private void deleteBatch(List<UUID> ids) throws IOException {
    if (ids.size() > 1 && batches.get()) {
      try {
        deleteAtOnce(ids);
        return;
      } catch (UpstreamRefusal refusal) {
        if (refusal.kind() != UpstreamRefusal.Kind.NOT_OFFERED) {
          throw refusal;
        }
        batches.set(false);
      }
    }
    for (UUID id : ids) {
      delete(id);
    }
  }

  /** In one request. */
  void deleteAtOnce(List<UUID> ids) throws IOException {
    String document =
        ids.stream()
            .map(id -> "<Object><Key>" + calls.bucket().name(id) + "</Key></Object>")
            .collect(
                Collectors.joining(
                    "",
                    "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Quiet>true</Quiet>",
                    "</Delete>"));
    UpstreamBody body = UpstreamBody.of(List.of(document.getBytes(StandardCharsets.UTF_8)));
    List<Map<String, String>> errors =
        calls.call(
            () -> UpstreamRequest.of("POST", "", "delete=").body(body),
            response -> document(response).records("Error"));
    Optional<Map<String, String>> left =
        errors.stream().filter(error -> !"NoSuchKey".equals(error.get("Code"))).findFirst();
    if (left.isPresent()) {
      throw new UpstreamRefusal(200, left.get().getOrDefault("Code", ""));
    }
  }

  private static UpstreamXml document(HttpResponse<InputStream> response) throws IOException {
    return UpstreamXml.read(response.body().readNBytes(MOST_DOCUMENT_BYTES));
  }

  /** One shard an hour: orphans are rare, and every listing costs. */
  List<String> places() {
    long shard = clock.instant().toEpochMilli() / SHARD_TIME.toMillis() % SHARDS;
    return List.of("%02x/".formatted(shard));
  }

  /** All of them, in their order. */
  List<String> allPlaces() {
    return IntStream.range(0, SHARDS).mapToObj("%02x/"::formatted).toList();
  }

  BlobInventory.Page page(String place, Optional<String> after, Instant before) throws IOException {
    UpstreamXml listing = listing(place, after);
    List<UUID> found = new ArrayList<>();
    String last = "";
    for (Map<String, String> blob : listing.records("Contents")) {
      last = blob.getOrDefault("Key", "");
      if (time(blob.get("LastModified")).isBefore(before)) {
        id(last).ifPresent(found::add);
      }
    }
    return new BlobInventory.Page(found, next(listing, last));
  }

  private Optional<String> next(UpstreamXml listing, String last) {
    return switch (calls.bucket().signature()) {
      case V4 -> listing.value("NextContinuationToken").filter(token -> !token.isEmpty());
      // OBS: lists from a name on, and says whether there is more.
      case OBS ->
          listing
              .value("IsTruncated")
              .filter(more -> more.equals("true") && !last.isEmpty())
              .map(_ -> last);
    };
  }

  private UpstreamXml listing(String place, Optional<String> after) throws IOException {
    String prefix = "prefix=" + Multipart.encoded(calls.bucket().under(place));
    String from = after.map(Multipart::encoded).orElse("");
    String query =
        switch (calls.bucket().signature()) {
          case V4 ->
              (from.isEmpty() ? "" : "continuation-token=" + from + "&") + "list-type=2&" + prefix;
          case OBS -> (from.isEmpty() ? "" : "marker=" + from + "&") + prefix;
        };
    return calls.call(() -> UpstreamRequest.of("GET", "", query), UpstreamInventory::document);
  }

  /** How long a blob is; empty when there is none. */
  OptionalLong length(UUID id) throws IOException {
    try {
      return calls.call(
          () -> UpstreamRequest.of("HEAD", calls.bucket().name(id), ""),
          response -> OptionalLong.of(Multipart.length(response)));
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() != UpstreamRefusal.Kind.ABSENT) {
        throw refusal;
      }
      return OptionalLong.empty();
    }
  }

  /** Names that are none of ours are left alone. */
  private static Optional<UUID> id(String name) {
    try {
      return Optional.of(UUID.fromString(name.substring(name.lastIndexOf('/') + 1)));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static Instant time(@Nullable String text) throws IOException {
    try {
      return Instant.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      throw new IOException("the store's listing has no time", e);
    }
  }

  /** The first page of them is enough: the next sweep finds the others. */
  void removeUnfinished(Instant before) throws IOException {
    String prefix = Multipart.encoded(calls.bucket().under(""));
    List<Map<String, String>> uploads =
        calls.call(
            () -> UpstreamRequest.of("GET", "", "prefix=" + prefix + "&uploads="),
            response -> document(response).records("Upload"));
    for (Map<String, String> upload : uploads) {
      String name = upload.getOrDefault("Key", "");
      if (id(name).isPresent() && time(upload.get("Initiated")).isBefore(before)) {
        abort(name, upload.getOrDefault("UploadId", ""));
      }
    }
  }

  private void abort(String name, String uploadId) throws IOException {
    try {
      calls.call(
          () -> UpstreamRequest.of("DELETE", name, "uploadId=" + Multipart.encoded(uploadId)),
          response -> "aborted");
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() != UpstreamRefusal.Kind.NO_UPLOAD) {
        throw refusal;
      }
    }
  }
}

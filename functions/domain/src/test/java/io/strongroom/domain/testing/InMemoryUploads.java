package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.domain.record.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Multipart uploads in memory. */
public final class InMemoryUploads implements Uploads {

  private static final Comparator<Upload> IN_ORDER =
      Comparator.comparing(Upload::ref, InMemoryMetadata.BY_NAME)
          .thenComparing(Upload::initiatedAt)
          .thenComparing(upload -> upload.uploadId().value(), Bytewise.ORDER);

  private final InMemoryMetadata store;

  public InMemoryUploads(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<Void> create(Upload upload) {
    return store.action(
        () -> {
          store.requireBucket(upload.ref().bucket());
          store.uploads.put(
              upload.uploadId(),
              new InMemoryMetadata.Running(upload, new TreeMap<>(), store.seen(upload.ref())));
        });
  }

  @Override
  public Uni<Located<Upload>> locate(ObjectRef ref, UploadId uploadId) {
    return store.transaction(
        () ->
            store.located(
                ref.bucket(),
                Optional.ofNullable(store.uploads.get(uploadId))
                    .map(InMemoryMetadata.Running::upload)
                    .filter(upload -> upload.ref().equals(ref))));
  }

  @Override
  public Uni<Void> putPart(Upload upload, StoredPart part) {
    return store.action(
        () -> {
          InMemoryMetadata.Running running = running(upload);
          store.add(List.of(part.blobId()));
          StoredPart before = running.parts().put(part.number(), part);
          if (before != null) {
            store.release(List.of(before.blobId()));
          }
        });
  }

  @Override
  public Uni<List<StoredPart>> parts(Upload upload, int afterNumber, int limit) {
    return store.transaction(
        () ->
            limit == 0
                ? List.of()
                : running(upload).parts().tailMap(afterNumber, false).values().stream()
                    .limit(limit)
                    .toList());
  }

  @Override
  public Uni<Published> complete(Upload upload, NewObject object, WriteCondition condition) {
    return store.transaction(
        () -> {
          InMemoryMetadata.Running running = running(upload);
          requireUntouched(running, condition);
          Published published =
              store.show(object, condition, ids -> store.share(ids, object.ref().key()));
          store.completed.put(
              upload.uploadId(), CompletedUpload.of(upload, object.as(published.version())));
          store.end(running);
          return published;
        });
  }

  private void requireUntouched(InMemoryMetadata.Running running, WriteCondition condition) {
    ObjectRef ref = running.upload().ref();
    condition.require(ref, store.current(ref).flatMap(Version::object).map(ObjectVersion::etag));
    boolean touched = !running.seen().equals(store.seen(ref));
    if (touched && !(condition instanceof WriteCondition.Always)) {
      throw new ObjectStoreException(
          new RequestError.ConditionalRequestConflict(ref.key(), condition.header()));
    }
  }

  @Override
  public Uni<Optional<CompletedUpload>> findCompleted(ObjectRef ref, UploadId uploadId) {
    return store.transaction(
        () ->
            Optional.ofNullable(store.completed.get(uploadId))
                .filter(completed -> completed.ref().equals(ref)));
  }

  @Override
  public Uni<Void> abort(Upload upload) {
    return store.action(() -> store.end(running(upload)));
  }

  private InMemoryMetadata.Running running(Upload upload) {
    InMemoryMetadata.Running running = store.uploads.get(upload.uploadId());
    if (running == null) {
      throw new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId().value()));
    }
    return running;
  }

  @Override
  public Uni<UploadListing.Page> list(UploadListing.Query query) {
    return store.transaction(
        () -> {
          Rollup rollup = new Rollup(query.prefix(), query.delimiter());
          Optional<Marker> marker = marker(query, rollup);
          List<Upload> uploads = new ArrayList<>();
          List<String> prefixes = new ArrayList<>();
          @Nullable String last = null;
          for (Upload upload : inOrder(query)) {
            Optional<String> common = rollup.commonPrefix(upload.ref().key().value());
            if (isSkipped(upload, query, rollup, marker)
                || (common.isPresent() && common.get().equals(last))) {
              continue;
            }
            if (uploads.size() + prefixes.size() == query.limit()) {
              return new UploadListing.Page(uploads, prefixes, query.limit() > 0);
            }
            common.ifPresentOrElse(prefixes::add, () -> uploads.add(upload));
            last = common.orElse(null);
          }
          return new UploadListing.Page(uploads, prefixes, false);
        });
  }

  private List<Upload> inOrder(UploadListing.Query query) {
    return store.uploads.values().stream()
        .map(InMemoryMetadata.Running::upload)
        .filter(upload -> upload.ref().bucket().equals(query.bucket()))
        .sorted(IN_ORDER)
        .toList();
  }

  private static boolean isSkipped(
      Upload upload, UploadListing.Query query, Rollup rollup, Optional<Marker> marker) {
    String key = upload.ref().key().value();
    if (marker.isEmpty() || !key.equals(query.keyMarker())) {
      return rollup.skips(key, query.keyMarker());
    }
    return !key.startsWith(query.prefix()) || !isBehind(upload, marker.get());
  }

  /** Where a page starts amid one key's uploads. */
  private record Marker(Instant time, String id) {}

  private static boolean isBehind(Upload upload, Marker marker) {
    int byTime = upload.initiatedAt().compareTo(marker.time());
    return byTime > 0
        || (byTime == 0 && Bytewise.ORDER.compare(upload.uploadId().value(), marker.id()) > 0);
  }

  private Optional<Marker> marker(UploadListing.Query query, Rollup rollup) {
    return query
        .uploadIdMarker()
        .filter(id -> rollup.commonPrefix(query.keyMarker()).isEmpty())
        .map(id -> marker(query, id));
  }

  private Marker marker(UploadListing.Query query, String id) {
    UploadId upload =
        Optional.of(id).filter(UploadId::canBe).map(UploadId::new).orElseThrow(() -> bad(id));
    InMemoryMetadata.Running running = store.uploads.get(upload);
    if (running == null) {
      return upload.initiatedAt().map(time -> new Marker(time, id)).orElseThrow(() -> bad(id));
    }
    if (!running.upload().ref().key().value().equals(query.keyMarker())) {
      throw bad(id);
    }
    return new Marker(running.upload().initiatedAt(), id);
  }

  private static ObjectStoreException bad(String id) {
    return new ObjectStoreException(new RequestError.InvalidUploadMarker(id));
  }
}

package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
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
          .thenComparing(Upload::uploadId, Bytewise.ORDER);

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
              upload.uploadId(), new InMemoryMetadata.Running(upload, new TreeMap<>()));
        });
  }

  @Override
  public Uni<Located<Upload>> locate(ObjectRef ref, String uploadId) {
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
            Optional.ofNullable(store.uploads.get(upload.uploadId()))
                .map(running -> running.parts().tailMap(afterNumber, false).values())
                .map(parts -> parts.stream().limit(limit).toList())
                .orElse(List.of()));
  }

  @Override
  public Uni<Published> complete(Upload upload, NewObject object, WriteCondition condition) {
    return store.transaction(
        () -> {
          InMemoryMetadata.Running running = running(upload);
          Published published =
              store.show(object, condition, ids -> store.share(ids, object.ref().key()));
          store.end(running);
          return published;
        });
  }

  @Override
  public Uni<Void> abort(Upload upload) {
    return store.action(() -> store.end(running(upload)));
  }

  private InMemoryMetadata.Running running(Upload upload) {
    InMemoryMetadata.Running running = store.uploads.get(upload.uploadId());
    if (running == null) {
      throw new ObjectStoreException(new RequestError.NoSuchUpload(upload.uploadId()));
    }
    return running;
  }

  @Override
  public Uni<UploadListing.Page> list(UploadListing.Query query) {
    return store.transaction(
        () -> {
          Rollup rollup = new Rollup(query.prefix(), query.delimiter());
          List<Upload> uploads = new ArrayList<>();
          List<String> prefixes = new ArrayList<>();
          @Nullable String last = null;
          for (Upload upload : inOrder(query)) {
            Optional<String> common = rollup.commonPrefix(upload.ref().key().value());
            if (isSkipped(upload, query, rollup)
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

  private boolean isSkipped(Upload upload, UploadListing.Query query, Rollup rollup) {
    String key = upload.ref().key().value();
    if (query.uploadIdMarker().isEmpty()
        || !key.equals(query.keyMarker())
        || rollup.commonPrefix(key).filter(key::equals).isPresent()) {
      return rollup.skips(key, query.keyMarker());
    }
    // A marker that has ended since shows its neighbours again rather than losing any.
    Upload marker =
        Optional.ofNullable(store.uploads.get(query.uploadIdMarker().get()))
            .map(InMemoryMetadata.Running::upload)
            .filter(u -> u.ref().equals(upload.ref()))
            .orElse(null);
    return !key.startsWith(query.prefix())
        || (marker != null && IN_ORDER.compare(upload, marker) <= 0);
  }
}

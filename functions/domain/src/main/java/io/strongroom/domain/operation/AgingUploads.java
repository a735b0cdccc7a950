package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.ApplyLifecycle.Step;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Walks over the uploads of a bucket, and aborts those that one rule waits for no longer. */
final class AgingUploads {

  private static final int BATCH = 100;

  private final Uploads uploads;
  private final BucketName bucket;
  private final LifecycleRule rule;
  private final Instant now;
  private Optional<Upload> last = Optional.empty();

  AgingUploads(Uploads uploads, BucketName bucket, LifecycleRule rule, Instant now) {
    this.uploads = uploads;
    this.bucket = bucket;
    this.rule = rule;
    this.now = now;
  }

  Uni<Step> step() {
    OptionalInt days = rule.abortAfterDays();
    if (days.isEmpty()) {
      return Uni.createFrom().item(new Step(0, false));
    }
    Instant until = Lifecycle.dueSince(now, days.getAsInt());
    return uploads
        .list(
            new UploadListing.Query(
                bucket,
                rule.filter().prefix().orElse(""),
                Optional.empty(),
                last.map(upload -> upload.ref().key().value()).orElse(""),
                last.map(upload -> upload.uploadId().value()),
                BATCH))
        .chain(page -> abort(page, until));
  }

  private Uni<Step> abort(UploadListing.Page page, Instant until) {
    if (page.truncated()) {
      last = Optional.of(page.uploads().getLast());
    }
    return Multi.createFrom()
        .items(page.uploads().stream().filter(each -> !each.initiatedAt().isAfter(until)))
        .onItem()
        .transformToUniAndConcatenate(this::abort)
        .collect()
        .in(() -> new int[1], (sum, gone) -> sum[0] += gone)
        .map(sum -> new Step(sum[0], page.truncated()));
  }

  private Uni<Integer> abort(Upload upload) {
    return uploads.abort(upload).replaceWith(1).onFailure(AgingUploads::isGone).recoverWithItem(0);
  }

  /** Completed or aborted meanwhile. */
  private static boolean isGone(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.NoSuchUpload;
  }
}

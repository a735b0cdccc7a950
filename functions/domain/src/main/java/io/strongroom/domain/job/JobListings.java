package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.JobObjects;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.ReadableObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what a job works on from an object: a list of buckets, keys and versions, read with the
 * rights of whoever names it. Thread-safe.
 */
public final class JobListings {

  private final StoredObjects objects;
  private final ObjectOpener opener;
  private final JobObjects stored;
  private final Workers workers;

  public JobListings(
      StoredObjects objects, ObjectOpener opener, JobObjects stored, Workers workers) {
    this.objects = objects;
    this.opener = opener;
    this.stored = stored;
    this.workers = workers;
  }

  /** Fails as a read of the object does, or with ImpossibleJob where it is no list. */
  Uni<JobSelection.Listing> store(String id, Wanted listing, Caller caller) {
    return stored
        .begin(id)
        .chain(
            () ->
                Ownership.using(
                    objects
                        .getToRead(caller, Action.GET_OBJECT, listing)
                        .chain(found -> open(found, caller)),
                    content -> store(id, content, caller)));
  }

  private Uni<ObjectContent> open(ReadableObject found, Caller caller) {
    ByteRange whole = new ByteRange(0, found.object().size());
    return opener
        .dataKey(found.object(), Optional.empty(), caller)
        .chain(key -> Ownership.handOver(key, () -> opener.content(found, key, whole)));
  }

  private Uni<JobSelection.Listing> store(String id, ObjectContent content, Caller caller) {
    ListingReader reader =
        new ListingReader(new ContentBody(content, content.remaining()).stream());
    AtomicLong missing = new AtomicLong();
    return Steps.run(
            () ->
                workers
                    .call(reader::next)
                    .chain(
                        entries ->
                            entries.isEmpty()
                                ? Uni.createFrom().item(false)
                                : stored
                                    .add(id, caller.account(), entries)
                                    .invoke(missing::addAndGet)
                                    .replaceWith(true)))
        .map(done -> new JobSelection.Listing(id, missing.get()));
  }

  Uni<Void> drop(String id) {
    return stored.drop(id);
  }
}

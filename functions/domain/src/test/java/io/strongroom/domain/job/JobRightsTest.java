package io.strongroom.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.testing.Store;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A job does to an object what its maker may do to it. */
class JobRightsTest {

  private static final JobTask REWRAP =
      new JobTask.Rewrap(
          new JobTask.Target.KmsKey(
              KmsKeyId.of("arn:aws:kms:us-east-1:111122223333:key/b"), Optional.empty()));

  private final Store store = new Store();
  private final JobRights rights = new JobRights(store.parts.buckets(), store.authorizer);
  private final JobHands hands = store.parts.jobHands(Store.S3_RULES, ColumnFiles.none());

  private ObjectVersion stored() {
    store.put("k", new byte[10], new EncryptionRequest.ServiceManaged());
    store.authorizer.taken();
    return store.record("k");
  }

  private static JobItem item(ObjectVersion object) {
    return new JobItem(object.versionRef(), Optional.of(object), object.size(), "");
  }

  private static Job job() {
    return new Job(
        "job-1",
        new JobSelection(Optional.empty(), Optional.empty(), "", JobSelection.Traits.ANY),
        REWRAP,
        new Job.Maker(Store.CALLER.account(), Store.CALLER.principal(), "AKIA"),
        Job.Estimate.NONE,
        Job.Timing.ONCE,
        Job.begunAt(Instant.EPOCH));
  }

  @Test
  void erase_asksForDeletingVersions_andReEncryptForReadingAsWell() {
    ObjectVersion object = stored();

    rights.batch(new JobTask.Erase(), Store.CALLER).require(object).await().indefinitely();
    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(Action.DELETE_OBJECT_VERSION);

    rights
        .batch(new JobTask.ReEncrypt(Optional.empty(), Optional.empty()), Store.CALLER)
        .require(object)
        .await()
        .indefinitely();
    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(Action.GET_OBJECT, Action.UPDATE_OBJECT_ENCRYPTION, Action.PUT_OBJECT);
  }

  @Test
  void rewrap_asksForWhatTheOperationAsks_andForTheKeyThatComes() {
    ObjectVersion object = stored();

    rights.batch(REWRAP, Store.CALLER).require(object).await().indefinitely();

    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action, asked -> asked.conditions().encryption().isPresent())
        .containsExactly(
            tuple(Action.UPDATE_OBJECT_ENCRYPTION, true), tuple(Action.PUT_OBJECT, true));
  }

  @Test
  void verify_asksForReading() {
    ObjectVersion object = stored();

    rights.batch(new JobTask.Verify(), Store.CALLER).require(object).await().indefinitely();

    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(Action.GET_OBJECT);
  }

  @Test
  void handle_refused_leavesTheVersionAsItIs() {
    ObjectVersion object = stored();
    store.authorizer.decide(
        asked ->
            Uni.createFrom().failure(new ObjectStoreException(new RequestError.AccessDenied())));

    assertThatThrownBy(
            () ->
                hands
                    .handle(item(object), job(), rights.batch(REWRAP, Store.CALLER))
                    .await()
                    .indefinitely())
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(JobFailure.of(e))
                    .isInstanceOfSatisfying(
                        JobFailure.OfVersion.class,
                        failed -> assertThat(failed.reason()).isEqualTo("refused")));
    assertThat(store.record("k").envelope()).isEqualTo(object.envelope());
  }
}

package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.BucketLock;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.testing.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What operations ask before they do anything: their own action, on their own resource, once. */
class AccessQuestionsTest {

  private static final Authorizer DENYING =
      asked -> Uni.createFrom().failure(new ObjectStoreException(new RequestError.AccessDenied()));

  private final Store store = new Store();

  @Test
  void objectOperations_ask_onceForTheObject() {
    store.put("k", new byte[10], new EncryptionRequest.ServiceManaged());
    assertAsked(Action.PUT_OBJECT, "k");
    store.get("k", Optional.empty());
    assertAsked(Action.GET_OBJECT, "k");
    store.head("k");
    assertAsked(Action.GET_OBJECT, "k");
    store.updateEncryption("k", "arn:aws:kms:here:111122223333:key/a", false);
    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(Action.UPDATE_OBJECT_ENCRYPTION, Action.PUT_OBJECT);
    store.delete("k");
    assertAsked(Action.DELETE_OBJECT, "k");
  }

  @Test
  void namedVersion_asks_forThePermissionOfVersions() {
    store.put("k", new byte[10], new EncryptionRequest.ServiceManaged());
    Wanted version = new Wanted(Store.ref("k"), Optional.of(new VersionId("null")));
    store.authorizer.taken();

    await(store.parts.storedObjects().get(Store.CALLER, Action.GET_OBJECT, version));

    assertAsked(Action.GET_OBJECT_VERSION, "k");
  }

  @Test
  void nothingThere_asks_whetherTheCallerMayList() {
    Wanted object = Wanted.current(Store.ref("none"));
    Wanted version = new Wanted(Store.ref("none"), Optional.of(new VersionId("null")));

    assertAskedToList(object, Action.LIST_BUCKET);
    assertAskedToList(version, Action.LIST_BUCKET_VERSIONS);
  }

  private void assertAskedToList(Wanted wanted, Action listing) {
    StoredObjects stored = store.parts.storedObjects();
    store.authorizer.decide(asked -> allowed());
    assertThat(errorOf(stored.get(Store.CALLER, Action.GET_OBJECT, wanted)))
        .isInstanceOf(RequestError.AboutObject.class);
    store.authorizer.decide(DENYING);
    assertThat(errorOf(stored.get(Store.CALLER, Action.GET_OBJECT, wanted)))
        .isInstanceOf(RequestError.AccessDenied.class);
    assertThat(store.authorizer.taken())
        .hasSize(2)
        .allSatisfy(
            asked -> {
              assertThat(asked.action()).isEqualTo(listing);
              assertThat(asked.resource()).isInstanceOf(Resource.OfBucket.class);
              assertThat(asked.conditions().facts()).containsEntry(Fact.PREFIX, "none");
            });
  }

  private static RequestError errorOf(Uni<?> refused) {
    return assertThatThrownBy(() -> await(refused))
        .asInstanceOf(InstanceOfAssertFactories.throwable(ObjectStoreException.class))
        .actual()
        .error();
  }

  @Test
  void copyObject_asks_forSourceAndDestination() {
    store.put("from", new byte[10], new EncryptionRequest.ServiceManaged());
    store.authorizer.taken();

    store.copy("from", Optional.empty(), "to", new EncryptionRequest.ServiceManaged());

    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action, asked -> keyOf(asked).value())
        .containsExactly(tuple(Action.GET_OBJECT, "from"), tuple(Action.PUT_OBJECT, "to"));
  }

  @Test
  void putObject_asks_withTheEncryptionWanted() {
    EncryptionRequest wanted = new EncryptionRequest.ServiceManaged();
    store.put("k", new byte[10], wanted);

    assertThat(store.authorizer.taken().getFirst().conditions().encryption()).contains(wanted);
  }

  @Test
  void listObjects_asks_withTheListingWanted() {
    store.list();

    assertThat(store.authorizer.taken())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.action()).isEqualTo(Action.LIST_BUCKET);
              assertThat(asked.conditions().listing()).isPresent();
            });
  }

  @Test
  void listBuckets_asks_forTheCallersOwn() {
    await(
        new ListBuckets(store.authorizer, store.bucketRecords)
            .execute(new ListBuckets.Command(Store.CALLER)));

    assertThat(store.authorizer.taken())
        .containsExactly(
            new AccessRequest(Store.CALLER, Action.LIST_ALL_MY_BUCKETS, new Resource.OwnBuckets()));
  }

  @Test
  void createBucket_denied_makesNone() {
    store.authorizer.decide(DENYING);
    BucketName name = new BucketName("denied");
    CreateBucket create =
        new CreateBucket(
            store.authorizer,
            store.bucketRecords,
            store.parts.defaultKeys(Region.of("here")),
            new CreateBucket.NewBuckets(Region.of("here"), BucketAccess.CLOSED),
            store.clock);

    assertThatThrownBy(
            () ->
                await(
                    create.execute(
                        new CreateBucket.Command(
                            Store.CALLER, name, Optional.empty(), BucketSettings.none(), false))))
        .isInstanceOf(ObjectStoreException.class);

    assertThat(await(store.bucketRecords.find(name))).isEmpty();
    assertThat(store.authorizer.taken())
        .containsExactly(
            new AccessRequest(Store.CALLER, Action.CREATE_BUCKET, new Resource.NewBucket(name)));
  }

  @Test
  void createBucket_thatNamesItsPlace_isAskedAboutIt() {
    CreateBucket create =
        new CreateBucket(
            store.authorizer,
            store.bucketRecords,
            store.parts.defaultKeys(Region.of("here")),
            new CreateBucket.NewBuckets(Region.of("here"), BucketAccess.CLOSED),
            store.clock);

    await(
        create.execute(
            new CreateBucket.Command(
                Store.CALLER,
                new BucketName("placed"),
                Optional.empty(),
                BucketSettings.none(),
                false,
                Optional.of("here"))));

    assertThat(store.authorizer.taken())
        .singleElement()
        .satisfies(
            asked -> assertThat(asked.conditions().facts()).containsEntry(Fact.LOCATION, "here"));
  }

  @Test
  void createBucket_thatSetsThings_asksForEach() {
    BucketName name = new BucketName("settled");
    CreateBucket create =
        new CreateBucket(
            store.authorizer,
            store.bucketRecords,
            store.parts.defaultKeys(Region.of("here")),
            new CreateBucket.NewBuckets(Region.of("here"), BucketAccess.CLOSED),
            store.clock);
    CallFacts facts =
        new CallFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CallFacts.Expected.ANYBODY,
            Map.of(CallFacts.Said.ACL, "private", CallFacts.Said.OBJECT_OWNERSHIP, "x"));
    Caller caller = new Caller(Store.CALLER.identity(), "request", true, facts);

    await(
        create.execute(
            new CreateBucket.Command(
                caller,
                name,
                Optional.empty(),
                BucketSettings.none().with(Optional.of(new BucketLock(Optional.empty()))),
                false)));

    assertThat(store.authorizer.taken())
        .extracting(AccessRequest::action)
        .containsExactly(
            Action.CREATE_BUCKET,
            Action.PUT_BUCKET_ACL,
            Action.PUT_BUCKET_OWNERSHIP_CONTROLS,
            Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION,
            Action.PUT_BUCKET_VERSIONING);
  }

  @Test
  void deleteObjects_asksForEachKey_deletesThoseAllowed() {
    for (String key : List.of("a", "b", "c")) {
      store.put(key, new byte[1], new EncryptionRequest.ServiceManaged());
    }
    store.authorizer.taken();
    store.authorizer.decide(
        asked -> keyOf(asked).value().equals("b") ? DENYING.require(asked) : allowed());

    DeleteObjects.Result result = delete("a", "b", "c");

    assertThat(store.authorizer.taken())
        .extracting(asked -> keyOf(asked).value())
        .containsExactly("a", "b", "c");
    assertThat(result.deleted())
        .extracting(deletion -> deletion.wanted().key().value())
        .containsExactly("a", "c");
    assertThat(result.refused())
        .containsExactly(
            new DeleteObjects.Refused(
                Wanted.current(Store.ref("b")), new RequestError.AccessDenied()));
    assertThat(store.record("b")).isNotNull();
  }

  @Test
  void deleteObjects_policyStoreAway_deletesNothing() {
    store.put("a", new byte[1], new EncryptionRequest.ServiceManaged());
    store.authorizer.decide(
        asked ->
            Uni.createFrom()
                .failure(
                    new ObjectStoreException(new RequestError.StorageUnavailable("no policies"))));

    assertThatThrownBy(() -> delete("a")).isInstanceOf(ObjectStoreException.class);

    assertThat(store.record("a")).isNotNull();
  }

  @Test
  void changeBucket_denied_changesNothing() {
    ChangeBucket change =
        new ChangeBucket(
            store.parts.buckets(),
            store.bucketRecords,
            (caller, bucket, wanted) -> Uni.createFrom().voidItem(),
            Action.PUT_BUCKET_TAGGING);
    BucketSetting tags = new BucketSetting.Tags(List.of(new Tag("a", "1")));
    ChangeBucket.Command command =
        new ChangeBucket.Command(Store.CALLER, Store.BUCKET, Optional.of(tags));
    store.authorizer.decide(DENYING);

    assertThatThrownBy(() -> await(change.execute(command)))
        .isInstanceOf(ObjectStoreException.class);

    assertThat(settings()).isEqualTo(BucketSettings.none());
    assertThat(store.authorizer.taken())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.action()).isEqualTo(Action.PUT_BUCKET_TAGGING);
              assertThat(asked.resource()).isInstanceOf(Resource.OfBucket.class);
            });
    store.authorizer.decide(asked -> allowed());
    await(change.execute(command));
    assertThat(settings()).isEqualTo(BucketSettings.none().with(tags));
  }

  private BucketSettings settings() {
    return await(store.bucketRecords.find(Store.BUCKET)).orElseThrow().settings();
  }

  private static Uni<Void> allowed() {
    return Uni.createFrom().voidItem();
  }

  private DeleteObjects.Result delete(String... keys) {
    return await(
        new DeleteObjects(store.parts.buckets(), store.authorizer, store.objects)
            .execute(
                new DeleteObjects.Command(
                    Store.CALLER,
                    Store.BUCKET,
                    Arrays.stream(keys).map(Store::ref).map(Wanted::current).toList(),
                    false,
                    false)));
  }

  private void assertAsked(Action action, String key) {
    assertThat(store.authorizer.taken())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.caller()).isEqualTo(Store.CALLER);
              assertThat(asked.action()).isEqualTo(action);
              assertThat(keyOf(asked)).isEqualTo(new ObjectKey(key));
            });
  }

  private static ObjectKey keyOf(AccessRequest asked) {
    return ((Resource.OfObject) asked.resource()).key();
  }

  private static <T> T await(Uni<T> result) {
    return result.await().indefinitely();
  }
}

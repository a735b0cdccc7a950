package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.domain.record.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link io.strongroom.domain.port.Buckets} does. */
public abstract class BucketsContract extends MetadataContract {

  private static final EncryptionConfiguration FULL =
      new EncryptionConfiguration(
          EncryptionConfiguration.Algorithm.KMS,
          Optional.of(KeyName.parse("alias/of-a-key")),
          Optional.of("project"),
          DataCipher.SM4,
          true,
          true);

  private static final List<BucketSetting> SETTINGS =
      List.of(
          new BucketSetting.Tags(List.of(new Tag("b", "2"), new Tag("a", ""))),
          new BucketSetting.CrossOrigin(
              List.of(
                  new CrossOriginRule(
                      Optional.of("id"),
                      List.of("x-*"),
                      List.of("GET", "PUT"),
                      List.of("", "https://*.test"),
                      List.of("ETag"),
                      OptionalInt.of(3000)),
                  new CrossOriginRule(
                      Optional.empty(),
                      List.of(),
                      List.of("HEAD"),
                      List.of("*"),
                      List.of(),
                      OptionalInt.empty()))),
          new BucketSetting.OwnershipControls(false),
          new BucketSetting.Quota(5_000_000_000L),
          new BucketSetting.StorageClass(Optional.of("GLACIER")),
          new BucketSetting.Rules(
              Optional.of(
                  new Lifecycle(
                      List.of(
                          new LifecycleRule(
                              "all",
                              true,
                              new LifecycleFilter(
                                  LifecycleFilter.Form.AND,
                                  Optional.of("p/"),
                                  List.of(new Tag("a", "1")),
                                  OptionalLong.of(5),
                                  OptionalLong.of(5_000_000_000L)),
                              Optional.of(new Expiration.AfterDays(7)),
                              Optional.of(
                                  new NoncurrentExpiration(OptionalInt.of(3), OptionalInt.of(2))),
                              OptionalInt.of(1)),
                          rule("date", Optional.of(new Expiration.At(Records.TIME))),
                          rule("markers", Optional.of(new Expiration.OfMarkers(true))),
                          rule("nothing", Optional.empty())),
                      "varies_by_storage_class"))));

  private static LifecycleRule rule(String id, Optional<Expiration> expiration) {
    return new LifecycleRule(
        id,
        false,
        new LifecycleFilter(
            LifecycleFilter.Form.RULE_PREFIX,
            Optional.of(""),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty()),
        expiration,
        Optional.empty(),
        OptionalInt.empty());
  }

  @Test
  void find_unknown_empty() {
    assertThat(await(buckets().find(Records.bucketName()))).isEmpty();
  }

  @Test
  void createIfAbsent_free_isStoredWhole() {
    BucketName name = Records.bucketName();
    Bucket bucket =
        new Bucket(
            name,
            AccountId.of("111122223333"),
            Region.of("eu-west-1"),
            Records.TIME,
            Optional.of(FULL));
    assertThat(await(buckets().createIfAbsent(bucket))).isEqualTo(bucket);
    assertThat(await(buckets().find(name))).contains(bucket);
  }

  @Test
  void createIfAbsent_taken_answersTheOwner() {
    BucketName name = newBucket();
    Bucket late =
        new Bucket(
            name,
            AccountId.of("999999999999"),
            Region.of("eu-west-1"),
            Records.TIME,
            Optional.empty());
    assertThat(await(buckets().createIfAbsent(late)).owner())
        .isEqualTo(AccountId.of("000000000000"));
    assertThat(await(buckets().find(name)))
        .hasValueSatisfying(
            bucket -> assertThat(bucket.region()).isEqualTo(Region.of("us-east-1")));
  }

  @Test
  void ownedBy_several_ascendingAndOnlyTheirs() {
    AccountId owner = AccountId.of(UUID.randomUUID().toString());
    for (String middle : new String[] {"b", "-", "a", "0", "."}) {
      BucketName name = new BucketName("x" + middle + "z-" + owner);
      await(
          buckets()
              .createIfAbsent(
                  new Bucket(name, owner, Region.of("r"), Records.TIME, Optional.empty())));
    }
    newBucket();
    assertThat(await(buckets().ownedBy(owner)))
        .extracting(bucket -> bucket.name().value().substring(0, 3))
        .containsExactly("x-z", "x.z", "x0z", "xaz", "xbz");
  }

  @Test
  void setEncryption_setAndRemoved() {
    BucketName name = newBucket();
    await(buckets().setEncryption(name, Optional.of(FULL)));
    assertThat(await(buckets().find(name)).orElseThrow().encryption()).contains(FULL);
    EncryptionConfiguration plain = EncryptionConfiguration.serviceDefault();
    await(buckets().setEncryption(name, Optional.of(plain)));
    assertThat(await(buckets().find(name)).orElseThrow().encryption()).contains(plain);
    await(buckets().setEncryption(name, Optional.empty()));
    assertThat(await(buckets().find(name)).orElseThrow().encryption()).isEmpty();
  }

  @Test
  void setEncryption_unknown_noSuchBucket() {
    BucketName name = Records.bucketName();
    assertThat(errorOf(buckets().setEncryption(name, Optional.empty())))
        .isEqualTo(new RequestError.NoSuchBucket(name));
  }

  @Test
  void set_oneThing_leavesTheOthers() {
    BucketName name = newBucket();
    UUID before = await(buckets().find(name)).orElseThrow().revision();

    for (BucketSetting setting : SETTINGS) {
      await(buckets().set(name, setting));
    }
    Bucket all = await(buckets().find(name)).orElseThrow();
    await(buckets().set(name, new BucketSetting.Tags(List.of())));
    Bucket fewer = await(buckets().find(name)).orElseThrow();

    BucketSettings wanted = BucketSettings.none();
    for (BucketSetting setting : SETTINGS) {
      wanted = wanted.with(setting);
    }
    assertThat(all.settings()).isEqualTo(wanted);
    assertThat(all.revision()).isNotEqualTo(before);
    assertThat(fewer.settings()).isEqualTo(wanted.with(new BucketSetting.Tags(List.of())));
  }

  @Test
  void set_everythingBack_isAsNew() {
    BucketName name = newBucket();
    for (BucketSetting setting : SETTINGS) {
      await(buckets().set(name, setting));
    }

    await(buckets().set(name, new BucketSetting.Tags(List.of())));
    await(buckets().set(name, new BucketSetting.CrossOrigin(List.of())));
    await(buckets().set(name, new BucketSetting.OwnershipControls(true)));
    await(buckets().set(name, new BucketSetting.Rules(Optional.empty())));
    await(buckets().set(name, new BucketSetting.Quota(0)));
    await(buckets().set(name, new BucketSetting.StorageClass(Optional.empty())));

    assertThat(await(buckets().find(name)).orElseThrow().settings())
        .isEqualTo(BucketSettings.none());
  }

  @Test
  void set_unknown_noSuchBucket() {
    BucketName name = Records.bucketName();
    assertThat(errorOf(buckets().set(name, SETTINGS.getFirst())))
        .isEqualTo(new RequestError.NoSuchBucket(name));
  }

  @Test
  void createIfAbsent_withSettings_isStoredWhole() {
    Bucket bucket =
        new Bucket(
                Records.bucketName(),
                AccountId.of("1"),
                Region.of("eu-west-1"),
                Records.TIME,
                Optional.empty())
            .with(BucketSettings.none().with(SETTINGS.getFirst()));

    assertThat(await(buckets().createIfAbsent(bucket))).isEqualTo(bucket);
    assertThat(await(buckets().find(bucket.name()))).contains(bucket);
  }

  @Test
  void usage_isOfWhatIsThere() {
    BucketName name = newBucket();
    BucketName other = newBucket();
    assertThat(await(buckets().usage(name))).isEqualTo(new BucketUsage(0, 0));
    assertThat(await(buckets().stored(name))).isZero();

    await(
        objects()
            .put(
                Records.object(Records.ref(name, "a"), UUID.randomUUID(), UUID.randomUUID()),
                new WriteCondition.Always()));
    await(
        objects()
            .put(
                Records.object(Records.ref(name, "b"), UUID.randomUUID()),
                new WriteCondition.Always()));
    await(
        objects()
            .put(
                Records.object(Records.ref(other, "c"), UUID.randomUUID()),
                new WriteCondition.Always()));

    assertThat(await(buckets().usage(name))).isEqualTo(new BucketUsage(30, 2));
    assertThat(await(buckets().stored(name))).isEqualTo(30);
  }

  @Test
  void delete_empty_isGone() {
    BucketName name = newBucket();
    await(buckets().delete(name));
    assertThat(await(buckets().find(name))).isEmpty();
  }

  @Test
  void delete_unknown_noSuchBucket() {
    BucketName name = Records.bucketName();
    assertThat(errorOf(buckets().delete(name))).isEqualTo(new RequestError.NoSuchBucket(name));
  }

  @Test
  void delete_withObject_refusedUntilItIsGone() {
    BucketName name = newBucket();
    var object = Records.object(Records.ref(name, "k"), UUID.randomUUID());
    await(objects().put(object, new WriteCondition.Always()));
    assertThat(errorOf(buckets().delete(name)))
        .isEqualTo(new RequestError.BucketNotEmpty(name, Versioning.UNVERSIONED));
    assertThat(await(buckets().find(name))).isPresent();
    await(
        objects()
            .delete(
                Wanted.current(object.ref()), new WriteCondition.Always(), Objects.Permit.any()));
    await(buckets().delete(name));
    assertThat(await(buckets().find(name))).isEmpty();
  }

  @Test
  void delete_withUpload_endsItAndFreesItsParts() {
    BucketName name = newBucket();
    UUID blob = UUID.randomUUID();
    var upload = Records.upload(Records.ref(name, "k"), blob + "-upload", Records.TIME);
    await(uploads().create(upload));
    await(uploads().putPart(upload, Records.part(1, blob)));
    assertThat(collectable(blob)).isEmpty();
    await(buckets().delete(name));
    assertThat(await(uploads().find(upload.ref(), upload.uploadId()))).isEmpty();
    assertThat(collectable(blob)).containsExactly(blob);
  }
}

package io.strongroom.protocol.http.configuration;

import static io.strongroom.protocol.http.configuration.ConfigurationTable.absent;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.answering;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.nothing;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.refused;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.removing;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.QuotaError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketLock;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.configuration.ConfigurationTable.Wish;
import io.strongroom.protocol.http.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** The configurations that both dialects have, and take the same documents for. */
public final class CommonConfigurations {

  private static final String LOGGING = "BucketLoggingStatus";
  private static final String QUOTA = "Quota";
  private static final String STORAGE_QUOTA = "StorageQuota";
  private static final String PAYMENT = "RequestPaymentConfiguration";

  private final Vocabulary words;
  private final ConfigurationTable table;

  public CommonConfigurations(Vocabulary words, ConfigurationTable table) {
    this.words = words;
    this.table = table;
  }

  /**
   * @param tags what tags a bucket may have
   * @param replication how the dialect writes what is copied elsewhere
   */
  public void add(TagRules tags, ReplicationForm replication) {
    addStored(tags);
    addReplication(replication);
    addUnset();
  }

  private void addReplication(ReplicationForm form) {
    table.add(
        BucketConfiguration.REPLICATION,
        (request, bucket) -> form.answer(bucket),
        answering(
            200,
            table.wish(
                ReplicationForm.ROOT,
                form.limits(),
                root -> Optional.of(new BucketSetting.Replication(Optional.of(form.parse(root)))))),
        removing(new BucketSetting.Replication(Optional.empty())));
  }

  private void addStored(TagRules rules) {
    TagSetDocument tagSet = new TagSetDocument(words, rules);
    table.add(
        BucketConfiguration.TAGGING,
        (request, bucket) -> tagSet.answer(present(bucket.settings().tags(), bucket.name())),
        answering(
            204,
            table.wish(
                TagSetDocument.ROOT,
                root -> Optional.of(new BucketSetting.Tags(tagSet.parse(root))))),
        removing(new BucketSetting.Tags(List.of())));
    CrossOriginDocument crossOrigin = new CrossOriginDocument(words);
    table.add(
        BucketConfiguration.CORS,
        (request, bucket) -> crossOrigin.answer(bucket),
        answering(
            200,
            table.wish(
                CrossOriginDocument.ROOT,
                CrossOriginDocument.LIMITS,
                root -> Optional.of(new BucketSetting.CrossOrigin(crossOrigin.parse(root))))),
        removing(new BucketSetting.CrossOrigin(List.of())));
    LifecycleSettings lifecycle = new LifecycleSettings(words, table);
    table.add(
        BucketConfiguration.LIFECYCLE,
        (request, bucket) -> lifecycle.answer(bucket),
        lifecycle.change(),
        removing(new BucketSetting.Rules(Optional.empty())));
    ObjectLockDocument lock = new ObjectLockDocument(words);
    table.add(
        BucketConfiguration.OBJECT_LOCK,
        (request, bucket) -> lock.answer(present(bucket)),
        answering(200, table.wish(ObjectLockDocument.ROOT, root -> Optional.of(lock.parse(root)))));
  }

  private static BucketLock present(Bucket bucket) {
    return bucket
        .settings()
        .lock()
        .orElseThrow(
            () ->
                new ObjectStoreException(
                    new RequestError.NotConfigured(bucket.name(), BucketAspect.OBJECT_LOCK)));
  }

  private static List<Tag> present(List<Tag> tags, BucketName bucket) {
    if (tags.isEmpty()) {
      throw new ObjectStoreException(new RequestError.NotConfigured(bucket, BucketAspect.TAGS));
    }
    return tags;
  }

  private void addUnset() {
    table
        .add(
            BucketConfiguration.WEBSITE,
            absent(BucketAspect.WEBSITE),
            refused("websites"),
            nothing())
        .add(
            BucketConfiguration.LOGGING,
            table.empty(LOGGING),
            answering(200, unlessAsked(LOGGING, "access logs")))
        .add(
            BucketConfiguration.REQUEST_PAYMENT,
            table.saying(PAYMENT, "Payer", "BucketOwner"),
            answering(200, table.wish(PAYMENT, CommonConfigurations::ownerPays)))
        // OBS: its tools ask for the quota before they copy folders, in the S3 dialect too.
        .add(
            BucketConfiguration.QUOTA,
            (request, bucket) ->
                table
                    .saying(QUOTA, STORAGE_QUOTA, Long.toString(bucket.settings().quota()))
                    .answer(request, bucket),
            answering(200, table.wish(QUOTA, CommonConfigurations::quota)));
  }

  /** An empty document switches off what is never on. */
  private Wish unlessAsked(String root, String feature) {
    return table.wish(
        root,
        document -> {
          if (!document.children().isEmpty()) {
            throw new ObjectStoreException(new RequestError.NotImplemented(feature));
          }
          return Optional.empty();
        });
  }

  /** Bytes, from 0, which is no limit, to the largest number of 64 bits. */
  private static Optional<BucketSetting> quota(XmlElement document) {
    String given = document.allowing(STORAGE_QUOTA).getText(STORAGE_QUOTA).strip();
    if (!given.matches("[0-9]{1,19}")) {
      throw malformedQuota(given);
    }
    try {
      return Optional.of(new BucketSetting.Quota(Long.parseLong(given)));
    } catch (NumberFormatException tooLarge) {
      throw malformedQuota(given);
    }
  }

  private static ObjectStoreException malformedQuota(String given) {
    return new ObjectStoreException(new QuotaError.MalformedQuota(given));
  }

  private static Optional<BucketSetting> ownerPays(XmlElement document) {
    return switch (document.getText("Payer")) {
      case "BucketOwner" -> Optional.empty();
      case "Requester" ->
          throw new ObjectStoreException(new RequestError.NotImplemented("payment by requesters"));
      case String other ->
          throw new ObjectStoreException(new RequestError.MalformedXml("nobody pays: " + other));
    };
  }
}

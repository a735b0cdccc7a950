package io.strongroom.protocol.s3;

import static io.strongroom.protocol.http.configuration.ConfigurationTable.absent;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.answering;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.nothing;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.nothingNamed;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.refused;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.removing;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.AclDocument;
import io.strongroom.protocol.http.configuration.CommonConfigurations;
import io.strongroom.protocol.http.configuration.ConfigurationTable;
import io.strongroom.protocol.http.configuration.DefaultClasses;
import io.strongroom.protocol.http.configuration.NotificationDocument;
import io.strongroom.protocol.http.configuration.ReplicationDocument;
import io.strongroom.protocol.http.configuration.TagRules;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.object.VersionCodecs;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set for a bucket in S3.
 *
 * <p>Source: "Amazon S3 actions", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3Configurations {

  private static final Vocabulary WORDS = S3Vocabulary.words();
  private static final String OWNERSHIP = "OwnershipControls";
  private static final String OWNERSHIP_RULE = "ObjectOwnership";
  private static final String ACCELERATE = "AccelerateConfiguration";
  private static final String STORAGE_POLICY = "StoragePolicy";
  private static final String DEFAULT_CLASS = "DefaultStorageClass";

  /** S3: none of them says what is the case anyway, not even private. */
  private static final AclDocument.Style ACL =
      new AclDocument.Style(
          Set.of("private", "public-read", "public-read-write", "authenticated-read"),
          Set.of(),
          true,
          false);

  /** S3: of objects; the owner of the bucket has every right to them. */
  private static final AclDocument.Style OBJECT_ACL =
      new AclDocument.Style(
          Set.of(
              "private",
              "public-read",
              "public-read-write",
              "authenticated-read",
              "aws-exec-read",
              "bucket-owner-read",
              "bucket-owner-full-control"),
          Set.of("bucket-owner-full-control"),
          true,
          false);

  private final ConfigurationTable table;

  private S3Configurations(ConfigurationTable table) {
    this.table = table;
  }

  static void add(Codecs.Builder codecs) {
    ConfigurationTable table = new ConfigurationTable(WORDS, codecs);
    new CommonConfigurations(WORDS, table)
        .add(TagRules.S3_BUCKET, new ReplicationDocument(WORDS.xmlNamespace()));
    new VersionCodecs(WORDS).addHoldsAndGrants(codecs, new AclDocument(WORDS, OBJECT_ACL));
    S3Configurations own = new S3Configurations(table);
    own.addOwnership();
    own.addReports();
    own.addOthers();
    own.addNotification();
  }

  private void addNotification() {
    NotificationDocument notification = new NotificationDocument(WORDS.xmlNamespace());
    table.add(
        BucketConfiguration.NOTIFICATION,
        (request, bucket) -> notification.answer(bucket),
        answering(
            200,
            table.undigested(
                NotificationDocument.ROOT, NotificationDocument.LIMITS, notification::parse)));
  }

  private void addOwnership() {
    AclDocument acl = new AclDocument(WORDS, ACL);
    table
        .add(
            BucketConfiguration.OWNERSHIP_CONTROLS,
            (request, bucket) -> ownership(bucket),
            answering(200, table.wish(OWNERSHIP, S3Configurations::ownership)),
            removing(new BucketSetting.OwnershipControls(false)))
        .add(
            BucketConfiguration.ACL,
            (request, bucket) -> acl.answer(bucket.owner()),
            answering(
                200,
                request -> {
                  acl.requireOwnersOnly(request);
                  return Optional.empty();
                }));
  }

  private static WireResponse ownership(Bucket bucket) {
    if (!bucket.settings().ownershipControls()) {
      throw new ObjectStoreException(
          new RequestError.NotConfigured(bucket.name(), BucketAspect.OWNERSHIP_CONTROLS));
    }
    return XmlAnswer.of(
        XmlWriter.document(OWNERSHIP, WORDS.xmlNamespace())
            .open("Rule")
            .element(OWNERSHIP_RULE, "BucketOwnerEnforced"));
  }

  private static Optional<BucketSetting> ownership(XmlElement root) {
    List<XmlElement> rules = root.allowing("Rule").all("Rule");
    if (rules.size() != 1) {
      throw malformed(rules.size() + " rules");
    }
    return switch (rules.getFirst().allowing(OWNERSHIP_RULE).getText(OWNERSHIP_RULE)) {
      case "BucketOwnerEnforced" -> Optional.of(new BucketSetting.OwnershipControls(true));
      case "BucketOwnerPreferred", "ObjectWriter" -> throw notOffered("objects of other owners");
      case String other -> throw malformed("no rule of ownership: " + other);
    };
  }

  /** Several of each kind, by id; there are none. */
  private void addReports() {
    report(
        BucketConfiguration.ANALYTICS,
        BucketAspect.REPORT,
        "ListBucketAnalyticsConfigurationResult");
    report(BucketConfiguration.METRICS, BucketAspect.REPORT, "ListMetricsConfigurationsResult");
    report(
        BucketConfiguration.INTELLIGENT_TIERING,
        BucketAspect.REPORT,
        "ListBucketIntelligentTieringConfigurationsOutput");
    report(
        BucketConfiguration.INVENTORY, BucketAspect.INVENTORY, "ListInventoryConfigurationsResult");
  }

  private void report(BucketConfiguration kind, BucketAspect aspect, String list) {
    table.add(kind, table.noneOf(aspect, list), refused(kind.subResource()), nothingNamed(aspect));
  }

  private void addOthers() {
    table
        .add(
            BucketConfiguration.ACCELERATE,
            table.empty(ACCELERATE),
            answering(200, this::acceleration))
        .add(
            BucketConfiguration.ABAC,
            table.saying("AbacStatus", "Status", "Disabled"),
            refused("access by attributes"))
        .add(
            BucketConfiguration.METADATA_TABLE,
            absent(BucketAspect.METADATA_TABLE),
            refused("metadata tables"),
            nothing())
        .add(
            BucketConfiguration.METADATA,
            absent(BucketAspect.METADATA_TABLE),
            refused("metadata tables"),
            nothing())
        .add(
            BucketConfiguration.STORAGE_POLICY,
            (request, bucket) ->
                table
                    .saying(
                        STORAGE_POLICY,
                        DEFAULT_CLASS,
                        StorageClasses.S3.shown(bucket.settings().storageClass()))
                    .answer(request, bucket),
            answering(
                200,
                table.wish(
                    STORAGE_POLICY,
                    root ->
                        DefaultClasses.wanted(
                            root.allowing(DEFAULT_CLASS).getText(DEFAULT_CLASS).strip(),
                            StorageClasses.S3))));
  }

  private Optional<BucketSetting> acceleration(IncomingRequest request) {
    if (Targets.bucket(request).value().indexOf('.') >= 0) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "S3 Transfer Acceleration is not supported for buckets with periods (.) in their"
                  + " names"));
    }
    return table.wish(ACCELERATE, S3Configurations::suspendedOnly).of(request);
  }

  private static Optional<BucketSetting> suspendedOnly(XmlElement root) {
    return switch (root.getText("Status")) {
      case "Suspended" -> Optional.empty();
      case "Enabled" -> throw notOffered("transfer acceleration");
      case String other -> throw malformed("no status: " + other);
    };
  }

  private static ObjectStoreException notOffered(String feature) {
    return new ObjectStoreException(new RequestError.NotImplemented(feature));
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}

package io.strongroom.protocol.obs;

import static io.strongroom.protocol.http.configuration.ConfigurationTable.answering;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.nothingNamed;
import static io.strongroom.protocol.http.configuration.ConfigurationTable.refused;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.configuration.AclDocument;
import io.strongroom.protocol.http.configuration.CommonConfigurations;
import io.strongroom.protocol.http.configuration.ConfigurationTable;
import io.strongroom.protocol.http.configuration.DefaultClasses;
import io.strongroom.protocol.http.configuration.NotificationDocument;
import io.strongroom.protocol.http.configuration.ObsReplicationDocument;
import io.strongroom.protocol.http.configuration.TagRules;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.object.VersionCodecs;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set for a bucket in OBS.
 *
 * <p>Source: "Advanced Bucket Settings", OBS API reference.
 */
final class ObsConfigurations {

  private static final Vocabulary WORDS = ObsVocabulary.words();
  private static final String STORAGE_CLASS = "StorageClass";

  private static final AclDocument.Style ACL =
      new AclDocument.Style(
          Set.of(
              "private",
              "public-read",
              "public-read-write",
              "public-read-delivered",
              "public-read-write-delivered"),
          Set.of("private"),
          false,
          true);

  private static final AclDocument.Style OBJECT_ACL =
      new AclDocument.Style(
          Set.of("private", "public-read", "public-read-write"), Set.of("private"), false, true);

  private ObsConfigurations() {}

  static void add(Codecs.Builder codecs) {
    ConfigurationTable table = new ConfigurationTable(WORDS, codecs);
    new CommonConfigurations(WORDS, table)
        .add(TagRules.OBS_BUCKET, new ObsReplicationDocument(WORDS.xmlNamespace()));
    AclDocument acl = new AclDocument(WORDS, ACL);
    new VersionCodecs(WORDS).addGrants(codecs, new AclDocument(WORDS, OBJECT_ACL));
    table
        .add(
            BucketConfiguration.ACL,
            (request, bucket) -> acl.answer(bucket.owner()),
            answering(200, request -> ownersOnly(acl, request)))
        .add(
            BucketConfiguration.NOTIFICATION,
            table.empty(NotificationDocument.ROOT),
            answering(200, table.wish(NotificationDocument.ROOT, ObsConfigurations::nobody)))
        .add(
            BucketConfiguration.STORAGE_CLASS,
            (request, bucket) ->
                XmlAnswer.of(
                    XmlWriter.document(STORAGE_CLASS, WORDS.xmlNamespace())
                        .text(StorageClasses.OBS.shown(bucket.settings().storageClass()))),
            answering(
                200,
                table.wish(
                    STORAGE_CLASS,
                    root -> DefaultClasses.wanted(root.textOnly().strip(), StorageClasses.OBS))))
        .add(
            BucketConfiguration.INVENTORY,
            table.noneOf(BucketAspect.INVENTORY, "ListInventoryConfiguration"),
            refused("inventories"),
            nothingNamed(BucketAspect.INVENTORY))
        .add(
            BucketConfiguration.CUSTOM_DOMAIN,
            table.empty("ListBucketCustomDomainsResult"),
            refused("custom domains"),
            nothingNamed(BucketAspect.CUSTOM_DOMAIN));
  }

  private static Optional<BucketSetting> ownersOnly(AclDocument acl, IncomingRequest request) {
    acl.requireOwnersOnly(request);
    return Optional.empty();
  }

  /** An empty document switches off what is never on. */
  private static Optional<BucketSetting> nobody(XmlElement root) {
    if (!root.children().isEmpty()) {
      throw new ObjectStoreException(new RequestError.NotImplemented("notifications"));
    }
    return Optional.empty();
  }
}

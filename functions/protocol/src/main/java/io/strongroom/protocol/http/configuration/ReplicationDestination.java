package io.strongroom.protocol.http.configuration;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ReplicationRule.Destination;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The element {@code Destination} of a replication rule in S3. */
final class ReplicationDestination {

  static final String ELEMENT = "Destination";

  /** Classes of which objects can be read at once: those that writers may ask for. */
  private static final Set<String> CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER_IR");

  private static final String BUCKET = "Bucket";
  private static final String ACCOUNT = "Account";
  private static final String CLASS = "StorageClass";
  private static final String TRANSLATION = "AccessControlTranslation";
  private static final String OWNER = "Owner";
  private static final String ENCRYPTION = "EncryptionConfiguration";
  private static final String KEY = "ReplicaKmsKeyID";
  private static final String TIME = "ReplicationTime";
  private static final String METRICS = "Metrics";

  Destination parse(XmlElement element) {
    element.allowing(BUCKET, ACCOUNT, CLASS, TRANSLATION, ENCRYPTION, TIME, METRICS);
    Stream.of(TIME, METRICS).forEach(name -> requireOff(element, name));
    Optional<String> account = element.findText(ACCOUNT).map(String::strip);
    if (account.filter(id -> !id.matches("[0-9]{12}")).isPresent()) {
      throw Rules.invalid("Invalid Account", ACCOUNT, account.get());
    }
    boolean owned = element.find(TRANSLATION).map(ReplicationDestination::owned).orElse(false);
    if (owned && account.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "Account must be specified when AccessControlTranslation is."));
    }
    return new Destination(
        arn(element.getText(BUCKET).strip()),
        account.map(AccountId::of),
        owned,
        element.findText(CLASS).map(ReplicationDestination::known),
        element
            .find(ENCRYPTION)
            .map(each -> KeyName.parse(each.allowing(KEY).getText(KEY).strip())));
  }

  /** S3: with limits of time and metrics of their own. */
  private static void requireOff(XmlElement destination, String name) {
    boolean on =
        destination
            .find(name)
            .map(each -> ReplicationDocument.enabled(each.getText("Status")))
            .orElse(false);
    if (on) {
      throw new ObjectStoreException(new RequestError.NotImplemented(name));
    }
    // What is off says nothing more.
    destination.find(name).ifPresent(each -> each.allowing("Status"));
  }

  private static boolean owned(XmlElement translation) {
    String owner = translation.allowing(OWNER).getText(OWNER);
    if (!owner.equals("Destination")) {
      throw Rules.malformed("no owner: " + owner);
    }
    return true;
  }

  static String arn(String given) {
    if (!given.matches(
        "arn:aws:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|arn:strongroom:replication:::[a-z0-9-]{1,63}")) {
      throw Rules.invalid("Invalid bucket ARN", BUCKET, given);
    }
    return given;
  }

  static String known(String storageClass) {
    if (!CLASSES.contains(storageClass)) {
      throw Rules.malformed("no storage class: " + storageClass);
    }
    return storageClass;
  }

  void write(XmlWriter xml, Destination destination) {
    xml.open(ELEMENT).element(BUCKET, destination.arn());
    destination.account().ifPresent(account -> xml.element(ACCOUNT, account.value()));
    destination.storageClass().ifPresent(label -> xml.element(CLASS, label));
    if (destination.ownedThere()) {
      xml.open(TRANSLATION).element(OWNER, "Destination").close();
    }
    destination.key().ifPresent(key -> xml.open(ENCRYPTION).element(KEY, key.text()).close());
    xml.close();
  }
}

package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleFilter.Form;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The element {@code Rule} of a replication configuration in S3. */
final class ReplicationRules {

  private static final int MAX_ID = 255;

  private static final String RULE = "Rule";
  private static final String ID = "ID";
  private static final String PRIORITY = "Priority";
  private static final String STATUS = "Status";
  private static final String MARKERS = "DeleteMarkerReplication";
  private static final String CRITERIA = "SourceSelectionCriteria";
  private static final String UNDER_KMS = "SseKmsEncryptedObjects";
  private static final String MODIFICATIONS = "ReplicaModifications";
  private static final String EXISTING = "ExistingObjectReplication";

  private final LifecycleFilters filters = new LifecycleFilters();
  private final ReplicationDestination destinations = new ReplicationDestination();

  ReplicationRule parse(XmlElement rule) {
    rule.allowing(
        ID,
        PRIORITY,
        LifecycleFilters.PREFIX,
        LifecycleFilters.FILTER,
        STATUS,
        MARKERS,
        CRITERIA,
        EXISTING,
        ReplicationDestination.ELEMENT);
    LifecycleFilter filter = filters.parse(rule);
    if (filter.largerThan().isPresent() || filter.smallerThan().isPresent()) {
      throw Rules.malformed("a size in a filter of replication");
    }
    ReplicationRule parsed =
        new ReplicationRule(
            id(rule),
            priority(rule),
            ReplicationDocument.enabled(rule.getText(STATUS)),
            filter,
            ReplicationDocument.status(rule, MARKERS),
            rule.find(CRITERIA).flatMap(ReplicationRules::underKms),
            existing(rule),
            destinations.parse(rule.get(ReplicationDestination.ELEMENT)));
    requireFitting(parsed);
    return parsed;
  }

  private static String id(XmlElement rule) {
    String id = rule.findText(ID).orElse("");
    if (id.length() > MAX_ID) {
      throw Rules.invalid("Rule Id must be less than or equal to " + MAX_ID, ID, id);
    }
    return id.isEmpty() ? UUID.randomUUID().toString() : id;
  }

  private static OptionalInt priority(XmlElement rule) {
    Optional<String> given = rule.findText(PRIORITY).map(String::strip);
    if (given.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!given.get().matches("[0-9]{1,9}")) {
      throw Rules.malformed("no priority: " + given.get());
    }
    return OptionalInt.of(Integer.parseInt(given.get()));
  }

  private static Optional<Boolean> underKms(XmlElement criteria) {
    criteria.allowing(UNDER_KMS, MODIFICATIONS);
    if (ReplicationDocument.status(criteria, MODIFICATIONS).orElse(false)) {
      throw notOffered("replication of changes of replicas");
    }
    return ReplicationDocument.status(criteria, UNDER_KMS);
  }

  private static Optional<Boolean> existing(XmlElement rule) {
    Optional<Boolean> existing = ReplicationDocument.status(rule, EXISTING);
    if (existing.orElse(false)) {
      throw notOffered("replication of objects that are there already");
    }
    return existing;
  }

  private static void requireFitting(ReplicationRule rule) {
    boolean old = rule.filter().form() == Form.RULE_PREFIX;
    if (old == rule.priority().isPresent()) {
      throw Rules.malformed("a filter has a priority beside it, and a prefix has none");
    }
    if (!old && rule.markers().isEmpty()) {
      throw invalid(
          "DeleteMarkerReplication must be specified for this version of"
              + " Cross Region Replication configuration schema.");
    }
    if (!rule.filter().tags().isEmpty() && rule.markers().orElse(false)) {
      throw invalid("Delete marker replication is not supported if any Tag filter is specified.");
    }
    if (rule.copiesUnderKms() && rule.destination().key().isEmpty()) {
      throw invalid("ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
    }
    if (rule.destination().key().isPresent() && rule.underKms().isEmpty()) {
      throw invalid(
          "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.");
    }
  }

  private static ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidRequest(detail));
  }

  private static ObjectStoreException notOffered(String feature) {
    return new ObjectStoreException(new RequestError.NotImplemented(feature));
  }

  void write(XmlWriter xml, ReplicationRule rule) {
    xml.open(RULE).element(ID, rule.id());
    rule.priority().ifPresent(priority -> xml.element(PRIORITY, priority));
    filters.write(xml, rule.filter());
    xml.element(STATUS, word(rule.enabled()));
    rule.underKms()
        .ifPresent(
            on -> {
              xml.open(CRITERIA);
              status(xml, UNDER_KMS, on);
              xml.close();
            });
    rule.existing().ifPresent(on -> status(xml, EXISTING, on));
    destinations.write(xml, rule.destination());
    rule.markers().ifPresent(on -> status(xml, MARKERS, on));
    xml.close();
  }

  private static void status(XmlWriter xml, String element, boolean on) {
    xml.open(element).element(STATUS, word(on)).close();
  }

  private static String word(boolean on) {
    return on ? "Enabled" : "Disabled";
  }
}

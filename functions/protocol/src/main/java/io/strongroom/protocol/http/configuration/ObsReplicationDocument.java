package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleFilter.Form;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.ReplicationRule.Destination;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The document {@code ReplicationConfiguration} of OBS: an agency in place of a role, buckets by
 * their names. What is under KMS keys is copied without being asked for.
 *
 * <p>Source: "Configuring Cross-Region Replication for a Bucket", OBS API reference.
 */
public final class ObsReplicationDocument implements ReplicationForm {

  private static final String LOCAL = "arn:aws:s3:::";
  private static final int MAX_RULES = 100;

  private static final String AGENCY = "Agency";
  private static final String RULE = "Rule";
  private static final String ID = "ID";
  private static final String PREFIX = "Prefix";
  private static final String STATUS = "Status";
  private static final String DESTINATION = "Destination";
  private static final String BUCKET = "Bucket";
  private static final String CLASS = "StorageClass";
  private static final String DELETIONS = "DeleteData";
  private static final String HISTORY = "HistoricalObjectReplication";

  private final String namespace;

  public ObsReplicationDocument(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public XmlLimits limits() {
    return XmlLimits.SMALL;
  }

  @Override
  public ReplicationConfiguration parse(XmlElement root) {
    List<XmlElement> rules = root.allowing(AGENCY, RULE).all(RULE);
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      throw Rules.malformed(rules.size() + " rules");
    }
    String agency = root.getText(AGENCY).strip();
    if (!agency.matches("[\\w+=,.@-]{1,64}")) {
      throw Rules.malformed("no agency: " + agency);
    }
    return new ReplicationConfiguration(
        agency, rules.stream().map(ObsReplicationDocument::rule).toList());
  }

  private static ReplicationRule rule(XmlElement rule) {
    rule.allowing(ID, PREFIX, STATUS, DESTINATION, HISTORY);
    boolean history = rule.findText(HISTORY).map(ReplicationDocument::enabled).orElse(false);
    if (history) {
      throw new ObjectStoreException(
          new RequestError.NotImplemented("replication of objects that are there already"));
    }
    XmlElement destination = rule.get(DESTINATION).allowing(BUCKET, CLASS, DELETIONS);
    return new ReplicationRule(
        rule.findText(ID).filter(id -> !id.isEmpty()).orElseGet(() -> UUID.randomUUID().toString()),
        OptionalInt.empty(),
        ReplicationDocument.enabled(rule.getText(STATUS)),
        new LifecycleFilter(
            Form.RULE_PREFIX,
            Optional.of(rule.findText(PREFIX).orElse("")),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty()),
        Optional.of(
            destination.findText(DELETIONS).map(ReplicationDocument::enabled).orElse(false)),
        Optional.of(true),
        Optional.empty(),
        new Destination(
            arn(destination.getText(BUCKET).strip()),
            Optional.empty(),
            false,
            destination.findText(CLASS).map(ReplicationDestination::known),
            Optional.empty()));
  }

  private static String arn(String bucket) {
    return ReplicationDestination.arn(bucket.startsWith("arn:") ? bucket : LOCAL + bucket);
  }

  @Override
  public WireResponse answer(Bucket bucket) {
    ReplicationConfiguration configuration = ReplicationDocument.configuration(bucket);
    String role = configuration.role();
    XmlWriter xml = XmlWriter.document(ROOT, namespace);
    xml.element(AGENCY, role.substring(role.lastIndexOf('/') + 1));
    configuration.rules().forEach(rule -> write(xml, rule));
    return XmlAnswer.of(xml);
  }

  private static void write(XmlWriter xml, ReplicationRule rule) {
    String arn = rule.destination().arn();
    xml.open(RULE)
        .element(ID, rule.id())
        .element(PREFIX, rule.filter().prefix().orElse(""))
        .element(STATUS, word(rule.enabled()))
        .open(DESTINATION)
        .element(BUCKET, arn.startsWith(LOCAL) ? arn.substring(LOCAL.length()) : arn);
    rule.destination().storageClass().ifPresent(label -> xml.element(CLASS, label));
    xml.element(DELETIONS, word(rule.copiesMarkers()))
        .close()
        .element(HISTORY, word(false))
        .close();
  }

  private static String word(boolean on) {
    return on ? "Enabled" : "Disabled";
  }
}

package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.LifecycleFilter.Form;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The document {@code ReplicationConfiguration} of S3, in both forms that rules have there: with a
 * prefix, and with a filter and a priority.
 *
 * <p>Source: "PutBucketReplication", Amazon S3 API reference; "Replication configuration file
 * elements", Amazon S3 user guide.
 */
public final class ReplicationDocument implements ReplicationForm {

  /** S3: a thousand rules, each with as many tags as an object can have. */
  private static final XmlLimits LIMITS = new XmlLimits(1024 * 1024, 50_000);

  private static final int MAX_RULES = 1_000;
  private static final String ROLE = "Role";
  private static final String RULE = "Rule";

  private final String namespace;
  private final ReplicationRules rules = new ReplicationRules();

  public ReplicationDocument(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public XmlLimits limits() {
    return LIMITS;
  }

  @Override
  public ReplicationConfiguration parse(XmlElement root) {
    root.allowing(ROLE, RULE);
    List<XmlElement> elements = root.all(RULE);
    if (elements.isEmpty() || elements.size() > MAX_RULES) {
      throw Rules.malformed(elements.size() + " rules");
    }
    String role = root.getText(ROLE).strip();
    if (!role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:(role/.+|root)")) {
      throw Rules.invalid("Invalid Role ARN", ROLE, role);
    }
    List<ReplicationRule> parsed = elements.stream().map(rules::parse).toList();
    requireTogether(parsed);
    return new ReplicationConfiguration(role, parsed);
  }

  private static void requireTogether(List<ReplicationRule> rules) {
    Set<String> ids = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    for (ReplicationRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw Rules.invalid(
            "Rule Id must be unique. Found same Id for more than one rule", "ID", rule.id());
      }
      if (rule.priority().isPresent() && !priorities.add(rule.priority().getAsInt())) {
        throw Rules.invalid(
            "Found duplicate priority: priorities have to be unique",
            "Priority",
            Integer.toString(rule.priority().getAsInt()));
      }
    }
    long old = rules.stream().filter(rule -> rule.filter().form() == Form.RULE_PREFIX).count();
    if (old != 0 && old != rules.size()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "Rules with a Prefix and rules with a Filter cannot be in one configuration."));
    }
  }

  @Override
  public WireResponse answer(Bucket bucket) {
    ReplicationConfiguration configuration = configuration(bucket);
    XmlWriter xml = XmlWriter.document(ROOT, namespace);
    xml.element(ROLE, roleArn(configuration.role(), bucket));
    configuration.rules().forEach(rule -> rules.write(xml, rule));
    return XmlAnswer.of(xml);
  }

  /** What OBS calls an agency is a role of the bucket's account. */
  private static String roleArn(String role, Bucket bucket) {
    return role.startsWith("arn:") ? role : "arn:aws:iam::" + bucket.owner() + ":role/" + role;
  }

  /**
   * @throws ObjectStoreException NotConfigured
   */
  static ReplicationConfiguration configuration(Bucket bucket) {
    return bucket
        .settings()
        .replication()
        .orElseThrow(
            () ->
                new ObjectStoreException(
                    new RequestError.NotConfigured(bucket.name(), BucketAspect.REPLICATION)));
  }

  /** Of an element that says whether something is on. */
  static Optional<Boolean> status(XmlElement parent, String child) {
    return parent.find(child).map(element -> enabled(element.allowing("Status").getText("Status")));
  }

  static boolean enabled(String status) {
    return switch (status) {
      case "Enabled" -> true;
      case "Disabled" -> false;
      case String other -> throw Rules.malformed("no status: " + other);
    };
  }
}

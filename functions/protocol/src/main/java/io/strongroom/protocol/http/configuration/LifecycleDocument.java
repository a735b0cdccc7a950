package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The document {@code LifecycleConfiguration}. Moving objects to another storage class is refused:
 * no class here is another place.
 *
 * <p>Source: "PutBucketLifecycleConfiguration", Amazon S3 API reference, and answers recorded from
 * the service; "Configuring Bucket Lifecycle Rules", OBS API reference.
 */
final class LifecycleDocument {

  static final String ROOT = "LifecycleConfiguration";

  /** S3: a thousand rules, each with as many tags as an object can have. */
  static final XmlLimits LIMITS = new XmlLimits(1024 * 1024, 50_000);

  private static final int MAX_RULES = 1_000;
  private static final int MAX_ID = 255;

  private static final String RULE = "Rule";
  private static final String ID = "ID";
  private static final String STATUS = "Status";
  private static final String ENABLED = "Enabled";
  private static final String DISABLED = "Disabled";
  private static final String NONCURRENT = "NoncurrentVersionExpiration";
  private static final String NONCURRENT_DAYS = "NoncurrentDays";
  private static final String NEWER = "NewerNoncurrentVersions";
  private static final String ABORT = "AbortIncompleteMultipartUpload";
  private static final String AFTER_INITIATION = "DaysAfterInitiation";
  private static final String TRANSITION = "Transition";
  private static final String NONCURRENT_TRANSITION = "NoncurrentVersionTransition";

  private final Vocabulary words;
  private final LifecycleFilters filters;

  LifecycleDocument(Vocabulary words) {
    this.words = words;
    this.filters = new LifecycleFilters();
  }

  /**
   * @throws ObjectStoreException MalformedXml, InvalidArgument, InvalidRequest; NotImplemented for
   *     actions that are not offered
   */
  List<LifecycleRule> parse(XmlElement root) {
    List<XmlElement> rules = root.allowing(RULE).all(RULE);
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      throw Rules.malformed(rules.size() + " rules");
    }
    List<LifecycleRule> parsed = rules.stream().map(this::rule).toList();
    Set<String> ids = new HashSet<>();
    for (LifecycleRule rule : parsed) {
      if (!ids.add(rule.id())) {
        throw Rules.invalid(
            "Rule ID must be unique. Found same ID for more than one rule", ID, rule.id());
      }
    }
    return parsed;
  }

  private LifecycleRule rule(XmlElement rule) {
    rule.allowing(
        ID,
        STATUS,
        LifecycleFilters.FILTER,
        LifecycleFilters.PREFIX,
        ExpirationElement.ELEMENT,
        NONCURRENT,
        ABORT,
        TRANSITION,
        NONCURRENT_TRANSITION);
    var filter = filters.parse(rule);
    boolean enabled = enabled(rule.getText(STATUS));
    Optional<Expiration> expiration =
        rule.find(ExpirationElement.ELEMENT).map(ExpirationElement::parse);
    Optional<NoncurrentExpiration> noncurrent =
        rule.find(NONCURRENT).map(LifecycleDocument::noncurrent);
    OptionalInt abort =
        rule.find(ABORT)
            .map(each -> Rules.days(each, AFTER_INITIATION, ABORT))
            .orElseGet(OptionalInt::empty);
    Stream.of(TRANSITION, NONCURRENT_TRANSITION)
        .filter(name -> !rule.all(name).isEmpty())
        .forEach(LifecycleDocument::notOffered);
    if (expiration.isEmpty() && noncurrent.isEmpty() && abort.isEmpty()) {
      throw Rules.malformed("a rule that does nothing");
    }
    LifecycleRule parsed =
        new LifecycleRule(id(rule), enabled, filter, expiration, noncurrent, abort);
    Rules.requireFitting(parsed);
    return parsed;
  }

  private static void notOffered(String action) {
    throw new ObjectStoreException(new RequestError.NotImplemented(action));
  }

  private static String id(XmlElement rule) {
    String id = rule.findText(ID).orElse("");
    if (id.length() > MAX_ID) {
      throw Rules.invalid("ID length should not exceed allowed limit of " + MAX_ID, ID, id);
    }
    return id.isEmpty() ? UUID.randomUUID().toString() : id;
  }

  private static boolean enabled(String status) {
    return switch (status) {
      case ENABLED -> true;
      case DISABLED -> false;
      case String other -> throw Rules.malformed("no status: " + other);
    };
  }

  private static NoncurrentExpiration noncurrent(XmlElement element) {
    element.allowing(NONCURRENT_DAYS, NEWER);
    OptionalInt days = Rules.days(element, NONCURRENT_DAYS, NONCURRENT);
    OptionalInt keep = Rules.days(element, NEWER, NONCURRENT);
    if (days.isEmpty() && keep.isEmpty()) {
      throw Rules.malformed("nothing in " + NONCURRENT);
    }
    return new NoncurrentExpiration(days, keep);
  }

  /**
   * @throws ObjectStoreException NotConfigured
   */
  XmlWriter render(Bucket bucket) {
    Lifecycle lifecycle = lifecycle(bucket);
    XmlWriter xml = XmlWriter.document(ROOT, words.xmlNamespace());
    lifecycle.rules().forEach(rule -> write(xml, rule));
    return xml;
  }

  /**
   * @throws ObjectStoreException NotConfigured
   */
  static Lifecycle lifecycle(Bucket bucket) {
    return bucket
        .settings()
        .lifecycle()
        .orElseThrow(
            () ->
                new ObjectStoreException(
                    new RequestError.NotConfigured(bucket.name(), BucketAspect.LIFECYCLE)));
  }

  private void write(XmlWriter xml, LifecycleRule rule) {
    xml.open(RULE).element(ID, rule.id());
    filters.write(xml, rule.filter());
    xml.element(STATUS, rule.enabled() ? ENABLED : DISABLED);
    rule.expiration().ifPresent(expiration -> ExpirationElement.write(xml, expiration));
    rule.noncurrent()
        .ifPresent(
            noncurrent -> {
              xml.open(NONCURRENT);
              noncurrent.days().ifPresent(days -> xml.element(NONCURRENT_DAYS, days));
              noncurrent.keep().ifPresent(keep -> xml.element(NEWER, keep));
              xml.close();
            });
    rule.abortAfterDays()
        .ifPresent(days -> xml.open(ABORT).element(AFTER_INITIATION, days).close());
    xml.close();
  }
}

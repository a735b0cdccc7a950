package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.NotificationConfiguration;
import io.strongroom.domain.record.NotificationConfiguration.Kind;
import io.strongroom.domain.record.NotificationConfiguration.Listener;
import io.strongroom.domain.record.ObjectEvent;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The document {@code NotificationConfiguration} of S3. Topics and queues are targets that the
 * operator has set up; functions and the event bus of AWS are refused by name.
 *
 * <p>Source: "PutBucketNotificationConfiguration", Amazon S3 API reference.
 */
public final class NotificationDocument {

  public static final String ROOT = "NotificationConfiguration";

  /** S3: a hundred listeners. */
  public static final XmlLimits LIMITS = new XmlLimits(256 * 1024, 10_000);

  private static final int MAX_LISTENERS = 100;
  private static final int MAX_ID = 255;
  private static final String FUNCTION = "CloudFunctionConfiguration";
  private static final String BUS = "EventBridgeConfiguration";
  private static final String ID = "Id";
  private static final String EVENT = "Event";
  private static final String FILTER = "Filter";
  private static final String OF_KEY = "S3Key";
  private static final String RULE = "FilterRule";
  private static final String NAME = "Name";
  private static final String VALUE = "Value";

  /** S3: those that cannot happen here. */
  private static final Set<String> NEVER =
      Set.of(
          "s3:ReducedRedundancyLostObject",
          "s3:ObjectCreated:Post",
          "s3:ObjectRestore:*",
          "s3:ObjectRestore:Post",
          "s3:ObjectRestore:Completed",
          "s3:ObjectRestore:Delete",
          "s3:Replication:*",
          "s3:Replication:OperationFailedReplication",
          "s3:Replication:OperationMissedThreshold",
          "s3:Replication:OperationReplicatedAfterThreshold",
          "s3:Replication:OperationNotTracked",
          "s3:LifecycleTransition",
          "s3:IntelligentTiering",
          "s3:ObjectAcl:Put");

  private final String namespace;

  public NotificationDocument(String namespace) {
    this.namespace = namespace;
  }

  /**
   * @throws ObjectStoreException MalformedXml, InvalidArgument; NotImplemented for what is not
   *     offered
   */
  public Optional<BucketSetting> parse(XmlElement root) {
    root.allowing(element(Kind.TOPIC), element(Kind.QUEUE), FUNCTION, BUS);
    Stream.of(FUNCTION, BUS)
        .filter(name -> !root.all(name).isEmpty())
        .forEach(NotificationDocument::notOffered);
    List<Listener> listeners = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      root.all(element(kind)).forEach(each -> listeners.add(listener(kind, each)));
    }
    if (listeners.size() > MAX_LISTENERS) {
      throw Rules.malformed(listeners.size() + " configurations");
    }
    requireTogether(listeners);
    return Optional.of(
        new BucketSetting.Notification(
            listeners.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotificationConfiguration(listeners))));
  }

  private static void notOffered(String what) {
    throw new ObjectStoreException(new RequestError.NotImplemented(what));
  }

  private static String element(Kind kind) {
    return word(kind) + "Configuration";
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case TOPIC -> "Topic";
      case QUEUE -> "Queue";
    };
  }

  private static Listener listener(Kind kind, XmlElement element) {
    element.allowing(ID, word(kind), EVENT, FILTER);
    String id =
        element
            .findText(ID)
            .filter(given -> !given.isEmpty())
            .orElseGet(() -> UUID.randomUUID().toString());
    if (id.length() > MAX_ID) {
      throw Rules.invalid("The Id is longer than " + MAX_ID + " characters", ID, id);
    }
    List<String> events =
        element.all(EVENT).stream().map(each -> known(each.textOnly().strip())).toList();
    if (events.isEmpty()) {
      throw Rules.malformed("no " + EVENT);
    }
    Filters filters = element.find(FILTER).map(NotificationDocument::filters).orElse(Filters.NONE);
    return new Listener(
        id, kind, element.getText(word(kind)).strip(), events, filters.prefix(), filters.suffix());
  }

  private static String known(String event) {
    if (NEVER.contains(event)) {
      notOffered("the event " + event);
    }
    if (ObjectEvent.named(event).isEmpty()) {
      throw Rules.invalid("The event is not supported for notifications", EVENT, event);
    }
    return event;
  }

  private record Filters(Optional<String> prefix, Optional<String> suffix) {
    static final Filters NONE = new Filters(Optional.empty(), Optional.empty());
  }

  private static Filters filters(XmlElement filter) {
    Filters found = Filters.NONE;
    for (XmlElement rule : filter.allowing(OF_KEY).get(OF_KEY).allowing(RULE).all(RULE)) {
      rule.allowing(NAME, VALUE);
      Optional<String> value = Optional.of(rule.getText(VALUE));
      String name = rule.getText(NAME);
      boolean first =
          name.equalsIgnoreCase("prefix") ? found.prefix().isEmpty() : found.suffix().isEmpty();
      found =
          switch (name) {
            case "prefix", "Prefix" -> new Filters(value, found.suffix());
            case "suffix", "Suffix" -> new Filters(found.prefix(), value);
            case String other ->
                throw Rules.invalid(
                    "filter rule name must be either prefix or suffix", "FilterRule.Name", other);
          };
      if (!first) {
        throw Rules.invalid(
            "Cannot specify more than one " + name + " rule in a filter.", "FilterRule.Name", name);
      }
    }
    return found;
  }

  /** S3: of what happens, one listener at most is told for each key. */
  private static void requireTogether(List<Listener> listeners) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < listeners.size(); i++) {
      Listener one = listeners.get(i);
      if (!ids.add(one.id())) {
        throw Rules.invalid("Same ID used for multiple configurations.", ID, one.id());
      }
      for (Listener other : listeners.subList(0, i)) {
        if (overlap(one, other)) {
          throw Rules.invalid(
              "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules"
                  + " if the prefixes are overlapping for the same event type.",
              ID,
              one.id());
        }
      }
    }
  }

  private static boolean overlap(Listener one, Listener other) {
    Set<ObjectEvent> events = events(one);
    String prefix = one.prefix().orElse("");
    String others = other.prefix().orElse("");
    String suffix = one.suffix().orElse("");
    String otherSuffix = other.suffix().orElse("");
    return events(other).stream().anyMatch(events::contains)
        && (prefix.startsWith(others) || others.startsWith(prefix))
        && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
  }

  private static Set<ObjectEvent> events(Listener listener) {
    Set<ObjectEvent> events = new HashSet<>();
    listener.events().forEach(name -> events.addAll(ObjectEvent.named(name).orElseThrow()));
    return events;
  }

  public WireResponse answer(Bucket bucket) {
    XmlWriter xml = XmlWriter.document(ROOT, namespace);
    bucket
        .settings()
        .notification()
        .ifPresent(all -> all.listeners().forEach(listener -> write(xml, listener)));
    return XmlAnswer.of(xml);
  }

  private static void write(XmlWriter xml, Listener listener) {
    xml.open(element(listener.kind()))
        .element(ID, listener.id())
        .element(word(listener.kind()), listener.arn());
    listener.events().forEach(event -> xml.element(EVENT, event));
    if (listener.prefix().isPresent() || listener.suffix().isPresent()) {
      xml.open(FILTER).open(OF_KEY);
      listener.prefix().ifPresent(prefix -> write(xml, "Prefix", prefix));
      listener.suffix().ifPresent(suffix -> write(xml, "Suffix", suffix));
      xml.close().close();
    }
    xml.close();
  }

  private static void write(XmlWriter xml, String name, String value) {
    xml.open(RULE).element(NAME, name).element(VALUE, value).close();
  }
}

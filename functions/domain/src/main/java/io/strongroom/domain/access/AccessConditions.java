package io.strongroom.domain.access;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer may depend on beside who, what and where. Taken from what was parsed, never from
 * headers by their name: a client could send any name.
 *
 * @param encryption asked for by a writer. Its customer key is not to be used
 * @param inherited of the upload that a part is for
 * @param listing what is to be listed
 * @param tags of objects
 * @param facts whatever else the request says
 */
public record AccessConditions(
    Optional<EncryptionRequest> encryption,
    Optional<EncryptionDescription> inherited,
    Optional<ListingQuery> listing,
    ObjectTags tags,
    Map<Fact, String> facts) {

  private static final AccessConditions NONE =
      new AccessConditions(
          Optional.empty(), Optional.empty(), Optional.empty(), ObjectTags.NONE, Map.of());

  /** Something that a request may say, by the condition key that tells of it. */
  public enum Fact {
    /** {@code bucket/key}, decoded, without a slash in front. */
    COPY_SOURCE("s3:x-amz-copy-source"),
    IF_MATCH("s3:if-match"),
    IF_NONE_MATCH("s3:if-none-match"),
    /** {@code true} for what makes an object, {@code false} for parts. */
    CREATES_OBJECT("s3:ObjectCreationOperation"),
    /** As a listing names it; or the key of an object whose absence the right to list tells. */
    PREFIX("s3:prefix"),
    MAX_KEYS("s3:max-keys"),
    /** Where a new bucket is to be, as the request names it. */
    LOCATION("s3:locationconstraint"),
    LOCK_MODE("s3:object-lock-mode"),
    /** ISO 8601, UTC. */
    LOCK_UNTIL("s3:object-lock-retain-until-date"),
    LEGAL_HOLD("s3:object-lock-legal-hold");

    private final String key;

    Fact(String key) {
      this.key = key;
    }

    /** The condition key. */
    public String key() {
      return key;
    }
  }

  /**
   * Tags that policies may depend on.
   *
   * @param existing of the object that is there
   * @param requested that the request brings
   */
  public record ObjectTags(List<Tag> existing, List<Tag> requested) {

    static final ObjectTags NONE = new ObjectTags(List.of(), List.of());

    public ObjectTags {
      existing = List.copyOf(existing);
      requested = List.copyOf(requested);
    }
  }

  public AccessConditions {
    facts = Map.copyOf(facts);
  }

  public static AccessConditions none() {
    return NONE;
  }

  public static AccessConditions writing(EncryptionRequest encryption) {
    return new AccessConditions(
        Optional.of(encryption), Optional.empty(), Optional.empty(), ObjectTags.NONE, Map.of());
  }

  /** These conditions, of a write that takes place only if something holds. */
  public AccessConditions onlyIf(WriteCondition condition) {
    return switch (condition) {
      case WriteCondition.Always _ -> this;
      case WriteCondition.IfAbsent _ -> with(Fact.IF_NONE_MATCH, "*");
      case WriteCondition.IfMatches(ETag etag) -> with(Fact.IF_MATCH, etag.quoted());
    };
  }

  /** Of a part, or of the end of an upload, which has what the upload was begun with. */
  public static AccessConditions continuing(EncryptionDescription upload) {
    return new AccessConditions(
        Optional.empty(), Optional.of(upload), Optional.empty(), ObjectTags.NONE, Map.of());
  }

  public static AccessConditions listing(ListingQuery query) {
    return new AccessConditions(
        Optional.empty(), Optional.empty(), Optional.of(query), ObjectTags.NONE, Map.of());
  }

  /** These conditions, of a writer who asked for the key of this canonical name. */
  AccessConditions withKey(KmsKeyId key) {
    Optional<EncryptionRequest> named =
        encryption.map(
            asked ->
                asked instanceof EncryptionRequest.KmsManaged kms
                    ? new EncryptionRequest.KmsManaged(
                        Optional.of(key.name()), kms.context(), kms.bucketKey(), kms.cipher())
                    : asked);
    return new AccessConditions(named, inherited, listing, tags, facts);
  }

  /** These conditions, with one more fact. */
  public AccessConditions with(Fact fact, String value) {
    return with(Map.of(fact, value));
  }

  /** These conditions, with more facts. */
  public AccessConditions with(Map<Fact, String> others) {
    Map<Fact, String> more = new EnumMap<>(Fact.class);
    more.putAll(facts);
    more.putAll(others);
    return new AccessConditions(encryption, inherited, listing, tags, more);
  }

  /** These conditions, of something done to an object that has these tags. */
  public AccessConditions onTagged(List<Tag> existing) {
    return new AccessConditions(
        encryption, inherited, listing, new ObjectTags(existing, tags.requested()), facts);
  }

  /** These conditions, of a request that brings these tags and this lock. */
  public AccessConditions bringing(VersionMarks marks) {
    ObjectTags both = new ObjectTags(tags.existing(), marks.tags());
    AccessConditions tagged = new AccessConditions(encryption, inherited, listing, both, facts);
    return tagged.with(facts(marks.lock()));
  }

  private static Map<Fact, String> facts(ObjectLock lock) {
    Map<Fact, String> said = new EnumMap<>(Fact.class);
    lock.retention()
        .ifPresent(
            retention -> {
              said.put(Fact.LOCK_MODE, retention.mode().name());
              said.put(Fact.LOCK_UNTIL, retention.until().toString());
            });
    lock.legalHold().ifPresent(on -> said.put(Fact.LEGAL_HOLD, on ? "ON" : "OFF"));
    return said;
  }
}

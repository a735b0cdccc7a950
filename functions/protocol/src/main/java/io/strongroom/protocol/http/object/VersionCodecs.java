package io.strongroom.protocol.http.object;

import io.strongroom.domain.access.VersionLook.Place;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.VersionOperations;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.AclDocument;
import io.strongroom.protocol.http.configuration.TagRules;
import io.strongroom.protocol.http.configuration.TagSetDocument;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import java.util.List;
import java.util.function.Function;

/**
 * How what is asked and set of one version looks.
 *
 * <p>Source: "PutObjectTagging", "PutObjectRetention", "PutObjectLegalHold", "PutObjectAcl", Amazon
 * S3 API reference, and answers recorded from the service; "Tagging an Object", "Configuring a WORM
 * Policy for an Object", OBS API reference.
 */
public final class VersionCodecs {

  private final Vocabulary words;
  private final VersionHeaders versions;
  private final LockDocuments locks;

  public VersionCodecs(Vocabulary words) {
    this.words = words;
    this.versions = new VersionHeaders(words);
    this.locks = new LockDocuments(words);
  }

  /** Those that both dialects have. */
  public void addCommon(Codecs.Builder table) {
    TagSetDocument tagSet = new TagSetDocument(words, TagRules.ofObjects(words));
    // OBS: what was deleted is not there, and what has no tags has no set of them.
    Place tags = words.checksums() ? Place.OF_MARKS : Place.OF_MARKS_OR_NOTHING;
    table
        .add(
            VersionOperations.GET_OBJECT_TAGGING,
            looking(tags, found -> versioned(tagSet.answer(told(found)), found)))
        .add(
            VersionOperations.PUT_OBJECT_TAGGING,
            new ChangeVersionCodec(
                tags,
                wish(TagSetDocument.ROOT, root -> new VersionChange.Tags(tagSet.parse(root))),
                answering(200)))
        .add(
            VersionOperations.DELETE_OBJECT_TAGGING,
            new ChangeVersionCodec(
                tags, request -> new VersionChange.Tags(List.of()), answering(204)))
        .add(
            VersionOperations.GET_OBJECT_RETENTION,
            looking(Place.OF_LOCKS, found -> locks.answer(retention(found))))
        .add(
            VersionOperations.PUT_OBJECT_RETENTION,
            new ChangeVersionCodec(Place.OF_LOCKS, this::retain, answering(200)));
  }

  /** S3: whatever protects a version beside a retention, and its list of grants. */
  public void addHoldsAndGrants(Codecs.Builder table, AclDocument acl) {
    table
        .add(
            VersionOperations.GET_OBJECT_LEGAL_HOLD,
            looking(Place.OF_LOCKS, found -> locks.answer(isHeld(found))))
        .add(
            VersionOperations.PUT_OBJECT_LEGAL_HOLD,
            new ChangeVersionCodec(
                Place.OF_LOCKS, wish(LockDocuments.HOLD, locks::hold), answering(200)));
    addGrants(table, acl);
  }

  /** The owner of the bucket has every right to what is in it, and nobody else has any. */
  public void addGrants(Codecs.Builder table, AclDocument acl) {
    table
        .add(
            VersionOperations.GET_OBJECT_ACL,
            looking(
                Place.OF_CONTENT, found -> versioned(acl.answer(found.bucket().owner()), found)))
        .add(
            VersionOperations.PUT_OBJECT_ACL,
            new LookAtVersionCodec(Place.OF_MARKS, acl::requireOwnersOnly, answering(200)));
  }

  private static LookAtVersionCodec looking(
      Place place, Function<FoundObject, WireResponse> answer) {
    return new LookAtVersionCodec(place, request -> {}, answer);
  }

  private Function<FoundObject, WireResponse> answering(int status) {
    return found -> WireResponse.of(status, version(Headers.none(), found));
  }

  private WireResponse versioned(WireResponse answer, FoundObject found) {
    return answer.with(version(answer.headers(), found));
  }

  private Headers version(Headers headers, FoundObject found) {
    return versions.ofRead(headers, found.object().version(), found.versioning());
  }

  private List<Tag> told(FoundObject found) {
    List<Tag> tags = found.object().marks().tags();
    if (tags.isEmpty() && !words.checksums()) {
      throw new ObjectStoreException(
          new RequestError.NotConfigured(found.bucket().name(), BucketAspect.TAGS));
    }
    return tags;
  }

  private static Retention retention(FoundObject found) {
    return found.object().marks().lock().retention().orElseThrow(VersionCodecs::nothingLocked);
  }

  private static boolean isHeld(FoundObject found) {
    return found.object().marks().lock().legalHold().orElseThrow(VersionCodecs::nothingLocked);
  }

  private static ObjectStoreException nothingLocked() {
    return new ObjectStoreException(new LockError.NothingLocked());
  }

  private VersionChange retain(IncomingRequest request) {
    boolean bypass =
        switch (new LockHeaders(words).bypass(request.wire().headers())) {
          case YES -> true;
          case NO, UNSAID -> false;
        };
    return wish(LockDocuments.RETENTION, root -> locks.retention(root, bypass)).apply(request);
  }

  private Function<IncomingRequest, VersionChange> wish(
      String root, Function<XmlElement, VersionChange> reader) {
    RequestDocument.Kind kind = new RequestDocument.Kind(root, XmlLimits.SMALL, Digest.REQUIRED);
    return request -> {
      RequestDocument document = RequestDocument.read(request, words, kind);
      if (document.isEmpty()) {
        throw new ObjectStoreException(new RequestError.MissingBody());
      }
      return document.parse(reader);
    };
  }
}

package io.strongroom.function.console.page;

import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.EncryptionWords;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.runtime.http.InnerRequest;
import java.util.ArrayList;
import java.util.List;

/** One object: what is known of it, and how it is sealed. */
final class ObjectDetails {

  private ObjectDetails() {}

  static Reply show(Visit visit) {
    String bucket = visit.query().need("bucket");
    String key = visit.query().need("key");
    String version = visit.query().text("version");
    ObjectView view =
        visit.ask(
            ObjectOperations.HEAD_OBJECT,
            InnerRequest.of(
                "HEAD", WireNames.object(bucket, key), WireNames.query("versionId", version)));
    ObjectVersion object = view.object();
    String last = key.substring(key.lastIndexOf('/', key.length() - 2) + 1);
    return Reply.Page.of(
        new ObjectPage(
            Frame.of(visit, last),
            new ObjectPage.Names(bucket, key, version, last),
            facts(view),
            metadata(object),
            Picture.of(object),
            new ObjectPage.Links(
                ObjectPages.folder(bucket, key.substring(0, key.lastIndexOf('/') + 1)),
                WireNames.link(
                    "/object/download", "bucket", bucket, "key", key, "version", version),
                VersionPages.link(bucket, key),
                ObjectPages.object(bucket, key, version))));
  }

  private static List<Fact> facts(ObjectView view) {
    ObjectVersion object = view.object();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Size", Sizes.bytes(object.size())));
    facts.add(new Fact("Written", Sizes.time(object.lastModified())));
    facts.add(new Fact("Entity tag", object.etag().value()));
    if (view.versioning().isKept()) {
      facts.add(new Fact("Version", object.version().value()));
    }
    facts.add(new Fact("Encryption", EncryptionWords.mode(object.encryption())));
    if (object.encryption() instanceof EncryptionDescription.KmsManaged kms) {
      facts.add(new Fact("KMS key", kms.keyId().text()));
      facts.add(new Fact("Bucket key", kms.bucketKey() ? "Used" : "Not used"));
      kms.context()
          .pairs()
          .forEach((name, value) -> facts.add(new Fact("Context: " + name, value)));
    }
    return List.copyOf(facts);
  }

  private static List<Fact> metadata(ObjectVersion object) {
    List<Fact> facts = new ArrayList<>();
    object.metadata().system().forEach((name, value) -> facts.add(new Fact(name, value)));
    object
        .metadata()
        .user()
        .forEach((name, value) -> facts.add(new Fact("x-amz-meta-" + name, value)));
    object.marks().tags().forEach(tag -> facts.add(new Fact("Tag: " + tag.key(), tag.value())));
    return List.copyOf(facts);
  }
}

package io.strongroom.function.console.page;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.record.Tag;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.EncryptionWords;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.xml.XmlWriter;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is set for a bucket, and setting it. */
@Singleton
public final class BucketSettingPages {

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(SettingsLink.PATH, BucketSettingPages::show),
        PageRoute.deed("/bucket/encryption", BucketSettingPages::encrypt),
        PageRoute.deed("/bucket/versioning", BucketSettingPages::version),
        PageRoute.deed("/bucket/tags", BucketSettingPages::tag),
        PageRoute.deed("/bucket/public-access", BucketSettingPages::block));
  }

  private static Reply show(Visit visit) {
    String bucket = visit.query().need("bucket");
    Optional<Optional<EncryptionConfiguration>> encryption =
        visit.askIfAllowed(
            BucketOperations.GET_ENCRYPTION_CONFIGURATION, reading(bucket, "encryption"));
    return Reply.Page.of(
        new BucketSettingsPage(
            Frame.of(visit, bucket),
            bucket,
            ObjectPages.folder(bucket, ""),
            usage(visit, bucket),
            new BucketSettingsPage.Encryption(
                encryption.isPresent(),
                encryption.map(EncryptionWords::of).orElse(List.of()),
                EncryptionForm.of(
                    encryption
                        .flatMap(set -> set)
                        .orElseGet(EncryptionConfiguration::serviceDefault))),
            basics(visit, bucket),
            access(visit, bucket),
            RulesPages.inWords(visit, bucket)));
  }

  static InnerRequest reading(String bucket, String what) {
    return InnerRequest.of("GET", WireNames.bucket(bucket), what);
  }

  static String usage(Visit visit, String bucket) {
    return visit
        .askIfAllowed(BucketOperations.GET_BUCKET_STORAGE_INFO, reading(bucket, "storageinfo"))
        .map(
            usage ->
                Sizes.count(usage.objects(), "object version", "object versions")
                    + ", "
                    + Sizes.bytes(usage.bytes()))
        .orElse("");
  }

  private static BucketSettingsPage.Basics basics(Visit visit, String bucket) {
    Optional<Versioning> versioning =
        visit
            .askIfAllowed(BucketOperations.GET_BUCKET_VERSIONING, reading(bucket, "versioning"))
            .map(Bucket::versioning);
    Optional<List<Tag>> tags =
        unlessNotSet(
                () -> visit.ask(BucketConfiguration.TAGGING.read(), reading(bucket, "tagging")))
            .map(found -> found.map(set -> set.settings().tags()).orElse(List.of()));
    return new BucketSettingsPage.Basics(
        versioning.isPresent(),
        versioning.map(Enum::name).orElse(""),
        tags.isPresent(),
        tags.orElse(List.of()).stream()
            .map(tag -> tag.key() + "=" + tag.value())
            .collect(Collectors.joining("\n")));
  }

  private static BucketSettingsPage.Access access(Visit visit, String bucket) {
    Optional<Optional<PublicAccessBlock>> block =
        unlessNotSet(
            () ->
                visit.ask(
                    BucketOperations.GET_PUBLIC_ACCESS_BLOCK,
                    reading(bucket, "publicAccessBlock")));
    PublicAccessBlock set =
        block
            .flatMap(found -> found)
            .orElseGet(() -> new PublicAccessBlock(false, false, false, false));
    return new BucketSettingsPage.Access(
        PolicyPages.inWords(visit, bucket),
        PolicyPages.link(bucket),
        block.isPresent(),
        new BucketSettingsPage.Block(
            set.blockPublicAcls(),
            set.ignorePublicAcls(),
            set.blockPublicPolicy(),
            set.restrictPublicBuckets()));
  }

  /** Empty where the user may not look; empty within where nothing is set. */
  static <R> Optional<Optional<R>> unlessNotSet(Supplier<R> look) {
    try {
      return Optional.of(Optional.of(look.get()));
    } catch (Refused refused) {
      if (refused.status() == 404 && !refused.code().equals("NoSuchBucket")) {
        return Optional.of(Optional.empty());
      }
      if (refused.isDenial() && !refused.endsSession()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Shows first what changes, then changes it. */
  private static Reply encrypt(Visit visit) {
    String bucket = visit.form().need("bucket");
    EncryptionForm wanted = EncryptionForm.of(visit.form());
    if (visit.form().text("step").equals("apply")) {
      visit.ask(
          BucketOperations.PUT_ENCRYPTION_CONFIGURATION,
          writing(bucket, "encryption").with(wanted.document()));
      return done(bucket, Done.ENCRYPTION_SET);
    }
    Optional<EncryptionConfiguration> before =
        visit.ask(BucketOperations.GET_ENCRYPTION_CONFIGURATION, reading(bucket, "encryption"));
    return Reply.Page.of(
        new EncryptionPage(
            Frame.of(visit, "Change encryption"),
            bucket,
            SettingsLink.of(bucket),
            wanted,
            EncryptionWords.of(before),
            EncryptionWords.of(Optional.of(wanted.meant())),
            usage(visit, bucket)));
  }

  private static Reply version(Visit visit) {
    String bucket = visit.form().need("bucket");
    visit.ask(
        BucketOperations.PUT_BUCKET_VERSIONING,
        writing(bucket, "versioning")
            .with(
                XmlWriter.document("VersioningConfiguration")
                    .element("Status", visit.form().need("status"))
                    .bytes()));
    return done(bucket, Done.VERSIONING_SET);
  }

  private static Reply tag(Visit visit) {
    String bucket = visit.form().need("bucket");
    List<Tag> tags = tags(visit.form());
    if (tags.isEmpty()) {
      visit.ask(
          BucketConfiguration.TAGGING.removal().orElseThrow(),
          InnerRequest.of("DELETE", WireNames.bucket(bucket), "tagging"));
    } else {
      XmlWriter xml = XmlWriter.document("Tagging").open("TagSet");
      tags.forEach(
          tag -> xml.open("Tag").element("Key", tag.key()).element("Value", tag.value()).close());
      visit.ask(BucketConfiguration.TAGGING.write(), writing(bucket, "tagging").with(xml.bytes()));
    }
    return done(bucket, Done.TAGS_SET);
  }

  private static List<Tag> tags(Form form) {
    return form.text("tags")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(
            line -> {
              int equals = line.indexOf('=');
              if (equals < 1) {
                throw Refused.badRequest("A tag is written as name=value.");
              }
              return new Tag(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            })
        .toList();
  }

  private static Reply block(Visit visit) {
    Form form = visit.form();
    String bucket = form.need("bucket");
    visit.ask(
        BucketOperations.PUT_PUBLIC_ACCESS_BLOCK,
        writing(bucket, "publicAccessBlock")
            .with(
                XmlWriter.document("PublicAccessBlockConfiguration")
                    .element("BlockPublicAcls", form.has("acls"))
                    .element("IgnorePublicAcls", form.has("ignore-acls"))
                    .element("BlockPublicPolicy", form.has("policy"))
                    .element("RestrictPublicBuckets", form.has("restrict"))
                    .bytes()));
    return done(bucket, Done.PUBLIC_ACCESS_SET);
  }

  static InnerRequest writing(String bucket, String what) {
    return InnerRequest.of("PUT", WireNames.bucket(bucket), what);
  }

  static Reply done(String bucket, Done what) {
    return Reply.Elsewhere.to(
        WireNames.link(SettingsLink.PATH, "bucket", bucket, "done", what.word()));
  }
}

package io.strongroom.function.console.page;

import io.strongroom.domain.record.Bucket;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.EncryptionWords;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** The list of buckets, and what is done with whole ones. */
@Singleton
public final class BucketPages {

  /** Where the list is. */
  public static final String LIST = "/buckets";

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(LIST, BucketPages::list),
        PageRoute.deed(LIST, BucketPages::create),
        PageRoute.deed("/bucket/delete", BucketPages::delete));
  }

  private static Reply list(Visit visit) {
    List<BucketsPage.Row> rows =
        visit.ask(ServiceOperations.LIST_BUCKETS, InnerRequest.of("GET", "/", "")).stream()
            .map(BucketPages::row)
            .toList();
    return Reply.Page.of(new BucketsPage(Frame.of(visit, "Buckets"), rows));
  }

  private static BucketsPage.Row row(Bucket bucket) {
    String name = bucket.name().value();
    return new BucketsPage.Row(
        name,
        ObjectPages.folder(name, ""),
        SettingsLink.of(name),
        Sizes.time(bucket.createdAt()),
        EncryptionWords.brief(bucket.encryption()),
        switch (bucket.versioning()) {
          case UNVERSIONED -> "Off";
          case ENABLED -> "On";
          case SUSPENDED -> "Suspended";
        });
  }

  private static Reply create(Visit visit) {
    Form form = visit.form();
    String name = form.need("name").strip();
    visit.ask(BucketOperations.CREATE_BUCKET, InnerRequest.of("PUT", WireNames.bucket(name), ""));
    return Reply.Elsewhere.to(
        WireNames.link(SettingsLink.PATH, "bucket", name, "done", Done.BUCKET_CREATED.word()));
  }

  /** Only an empty one goes, as everywhere; its name is typed so that none goes by a slip. */
  private static Reply delete(Visit visit) {
    String name = visit.form().need("bucket");
    Confirmations.requireTyped(visit.form(), name);
    visit.ask(
        BucketOperations.DELETE_BUCKET, InnerRequest.of("DELETE", WireNames.bucket(name), ""));
    return Reply.Elsewhere.to(WireNames.link(LIST, "done", Done.BUCKET_DELETED.word()));
  }
}

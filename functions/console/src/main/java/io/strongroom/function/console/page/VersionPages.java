package io.strongroom.function.console.page;

import io.strongroom.domain.record.VersionListing;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** Versions, page by page. */
@Singleton
public final class VersionPages {

  private static final String PATH = "/versions";
  private static final String MOST = "200";

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(PageRoute.page(PATH, VersionPages::list));
  }

  static String link(String bucket, String prefix) {
    return WireNames.link(PATH, "bucket", bucket, "prefix", prefix);
  }

  private static Reply list(Visit visit) {
    Form query = visit.query();
    String bucket = query.need("bucket");
    String prefix = query.text("prefix");
    VersionListing.Page page =
        visit.ask(
            BucketOperations.LIST_OBJECT_VERSIONS,
            InnerRequest.of(
                "GET",
                WireNames.bucket(bucket),
                "versions&"
                    + WireNames.query(
                        "max-keys",
                        MOST,
                        "prefix",
                        prefix,
                        "key-marker",
                        query.text("after"),
                        "version-id-marker",
                        query.text("after-version"))));
    return Reply.Page.of(
        new VersionsPage(
            Frame.of(visit, "Versions in " + bucket),
            bucket,
            prefix,
            ObjectPages.folder(bucket, prefix.substring(0, prefix.lastIndexOf('/') + 1)),
            page.entries().stream().map(entry -> row(bucket, entry)).toList(),
            page.next().map(mark -> behind(bucket, prefix, mark)).orElse("")));
  }

  private static String behind(String bucket, String prefix, VersionListing.Next mark) {
    return WireNames.link(
        PATH,
        "bucket",
        bucket,
        "prefix",
        prefix,
        "after",
        mark.key(),
        "after-version",
        mark.version().map(Object::toString).orElse(""));
  }

  private static VersionsPage.Row row(String bucket, VersionListing.Entry entry) {
    String key = entry.key().value();
    return new VersionsPage.Row(
        key,
        entry
            .object()
            .map(shown -> ObjectPages.object(bucket, key, entry.version().value()))
            .orElse(""),
        entry.version().value(),
        Sizes.time(entry.lastModified()),
        entry.object().map(shown -> Sizes.bytes(shown.size())).orElse(""),
        entry.latest());
  }
}

package io.strongroom.function.console.page;

import io.strongroom.domain.record.ListingPage;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is in a bucket, page by page, and single objects. */
@Singleton
public final class ObjectPages {

  static final String LIST = "/objects";
  static final String ONE = "/object";

  private static final String MOST = "200";

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(LIST, ObjectPages::list),
        PageRoute.page(ONE, ObjectDetails::show),
        PageRoute.page("/object/download", ObjectPages::download));
  }

  static String folder(String bucket, String prefix) {
    return WireNames.link(LIST, "bucket", bucket, "prefix", prefix);
  }

  static String object(String bucket, String key, String version) {
    return WireNames.link(ONE, "bucket", bucket, "key", key, "version", version);
  }

  private static Reply list(Visit visit) {
    Form query = visit.query();
    String bucket = query.need("bucket");
    String prefix = query.text("prefix");
    String after = query.text("after");
    ListingPage page =
        visit.ask(
            BucketOperations.LIST_OBJECTS_V2,
            InnerRequest.of(
                "GET",
                WireNames.bucket(bucket),
                WireNames.query(
                    "delimiter",
                    "/",
                    "list-type",
                    "2",
                    "max-keys",
                    MOST,
                    "prefix",
                    prefix,
                    "start-after",
                    after)));
    return Reply.Page.of(
        new ObjectsPage(
            Frame.of(visit, bucket),
            bucket,
            prefix,
            crumbs(bucket, prefix),
            entries(bucket, prefix, page),
            new ObjectsPage.Links(
                page.next().map(next -> listed(bucket, prefix, "after", next)).orElse(""),
                after.isEmpty() ? "" : folder(bucket, prefix),
                SettingsLink.of(bucket),
                VersionPages.link(bucket, prefix),
                listed(bucket, prefix, "done", Done.UPLOADED.word()))));
  }

  private static String listed(String bucket, String prefix, String name, String value) {
    return WireNames.link(LIST, "bucket", bucket, "prefix", prefix, name, value);
  }

  private static List<ObjectsPage.Entry> entries(String bucket, String prefix, ListingPage page) {
    Stream<ObjectsPage.Entry> folders =
        page.commonPrefixes().stream()
            .map(
                common ->
                    new ObjectsPage.Entry(
                        common.substring(prefix.length()), folder(bucket, common), "", "", true));
    Stream<ObjectsPage.Entry> objects =
        page.entries().stream().map(entry -> entry(bucket, prefix, entry));
    return Stream.concat(folders, objects).toList();
  }

  private static ObjectsPage.Entry entry(String bucket, String prefix, ListingPage.Entry entry) {
    String key = entry.key().value();
    String name = key.substring(prefix.length());
    return new ObjectsPage.Entry(
        name.isEmpty() ? key : name,
        object(bucket, key, ""),
        Sizes.bytes(entry.size()),
        Sizes.time(entry.lastModified()),
        false);
  }

  static ObjectsPage.Crumbs crumbs(String bucket, String prefix) {
    List<ObjectsPage.Crumb> steps = new ArrayList<>();
    int from = 0;
    for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', from)) {
      steps.add(
          new ObjectsPage.Crumb(
              prefix.substring(from, slash + 1), folder(bucket, prefix.substring(0, slash + 1))));
      from = slash + 1;
    }
    return new ObjectsPage.Crumbs(folder(bucket, ""), List.copyOf(steps));
  }

  private static Reply download(Visit visit) {
    String key = visit.query().need("key");
    return new Reply.Download(
        key,
        visit.answer(
            ObjectOperations.GET_OBJECT,
            InnerRequest.of(
                "GET",
                WireNames.object(visit.query().need("bucket"), key),
                WireNames.query("versionId", visit.query().text("version")))));
  }
}

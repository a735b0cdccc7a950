package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** A page of what is in a bucket. */
@CheckedTemplate(basePath = "console")
public record ObjectsPage(
    Frame frame, String bucket, String prefix, Crumbs crumbs, List<Entry> entries, Links links)
    implements TemplateInstance {

  /** The steps from the bucket to the prefix. */
  public record Crumbs(String root, List<Crumb> steps) {}

  /** One step. */
  public record Crumb(String name, String link) {}

  /**
   * An object, or several under a common prefix.
   *
   * @param size empty for a prefix
   */
  public record Entry(String name, String link, String size, String modified, boolean folder) {}

  /**
   * Where to go from here.
   *
   * @param next empty on the last page
   * @param first empty on the first
   * @param uploaded when files were
   */
  public record Links(
      String next, String first, String settings, String versions, String uploaded) {}
}

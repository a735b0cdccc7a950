package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The versions of what is in a bucket. */
@CheckedTemplate(basePath = "console")
public record VersionsPage(
    Frame frame, String bucket, String prefix, String back, List<Row> rows, String next)
    implements TemplateInstance {

  /**
   * A version.
   *
   * @param link empty for a mark that something was deleted
   */
  public record Row(
      String key, String link, String version, String written, String size, boolean latest) {}
}

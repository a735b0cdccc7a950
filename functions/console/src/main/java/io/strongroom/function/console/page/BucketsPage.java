package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The buckets of an account. */
@CheckedTemplate(basePath = "console")
public record BucketsPage(Frame frame, List<Row> buckets) implements TemplateInstance {

  /**
   * A bucket.
   *
   * @param link to what is in it
   */
  public record Row(
      String name,
      String link,
      String settings,
      String created,
      String encryption,
      String versions) {}
}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** Work on many objects. */
@CheckedTemplate(basePath = "console")
public record JobsPage(Frame frame, List<Row> jobs) implements TemplateInstance {

  /** A job. */
  public record Row(
      String id, String link, String task, String scope, String state, String created) {}
}

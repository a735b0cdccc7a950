package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The keys of an account. */
@CheckedTemplate(basePath = "console")
public record KeysPage(Frame frame, List<Row> keys, String next) implements TemplateInstance {

  /**
   * A key.
   *
   * @param alias one or several; may be empty
   */
  public record Row(
      String id, String alias, String link, String kind, String state, String description) {}
}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Who asked what, the latest first.
 *
 * @param sought what is looked for
 * @param older where those before are; empty when there are none
 */
@CheckedTemplate(basePath = "console")
public record RecordsPage(Frame frame, Sought sought, List<Row> records, String older)
    implements TemplateInstance {

  /** What is looked for; empty texts for everything. */
  public record Sought(
      String principal,
      String operation,
      String bucket,
      String key,
      String verdict,
      String until) {}

  /**
   * A request.
   *
   * @param target bucket and key; empty where there is none
   * @param outcome status and what was decided
   * @param why where its refusal is explained; empty where it was not refused
   */
  public record Row(
      String at,
      String principal,
      String address,
      String operation,
      String target,
      String outcome,
      String why) {}
}

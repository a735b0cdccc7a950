package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Users of the account.
 *
 * @param policies that a new one may be given
 * @param next the page behind this one; empty for none
 */
@CheckedTemplate(basePath = "console")
public record UsersPage(Frame frame, List<Row> users, List<String> policies, String next)
    implements TemplateInstance {

  /** One of them. */
  public record Row(String name, String link, String created) {}
}

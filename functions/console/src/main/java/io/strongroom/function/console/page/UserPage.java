package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * A user, with keys and policies.
 *
 * @param offered policies that can be attached by their names
 */
@CheckedTemplate(basePath = "console")
public record UserPage(
    Frame frame, String name, List<Key> keys, List<Policy> policies, List<String> offered)
    implements TemplateInstance {

  /** An access key. */
  public record Key(String id, boolean active, String created) {}

  /**
   * A policy of the user's.
   *
   * @param arn of one that is attached; empty for one of the user alone
   */
  public record Policy(String name, String arn) {}
}

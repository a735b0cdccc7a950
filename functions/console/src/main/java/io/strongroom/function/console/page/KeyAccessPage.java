package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Who may use a key: its policy and its grants.
 *
 * @param key its id
 * @param back where the key itself is
 * @param policy as it is, or as somebody would have it
 * @param problem why it was not saved; empty when nothing was refused
 * @param operations that a grant may be for
 * @param more whether there are more grants than these
 */
@CheckedTemplate(basePath = "console")
public record KeyAccessPage(
    Frame frame,
    String key,
    String back,
    String policy,
    String problem,
    List<Grant> grants,
    boolean more,
    List<String> operations)
    implements TemplateInstance {

  /**
   * A grant.
   *
   * @param constraint the encryption context that it is for; empty for any
   */
  public record Grant(
      String id, String grantee, String operations, String constraint, String created) {}
}

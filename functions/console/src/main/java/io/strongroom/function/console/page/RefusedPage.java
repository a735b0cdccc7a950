package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.visit.Refused;

/** Something was not done, and why. */
@CheckedTemplate(basePath = "console")
public record RefusedPage(Frame frame, int status, String code, String message, String requestId)
    implements TemplateInstance {

  /** From what was told. */
  public static RefusedPage of(Frame frame, Refused refused) {
    return new RefusedPage(
        frame, refused.status(), refused.code(), refused.message(), refused.requestId());
  }
}

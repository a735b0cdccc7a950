package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** A new access key, with the secret that is told once and never again. */
@CheckedTemplate(basePath = "console")
public record NewKeyPage(Frame frame, String user, String back, String id, String secret)
    implements TemplateInstance {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewKeyPage[" + id + "]";
  }
}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The form to sign in with. */
@CheckedTemplate(basePath = "console")
public record SignInPage(Frame frame, String accessKeyId, boolean refused)
    implements TemplateInstance {

  /** Nobody tried yet. */
  public static SignInPage first() {
    return new SignInPage(Frame.ofNobody("Sign in"), "", false);
  }

  /** It was not so. Which part of it was not is not told. */
  public static SignInPage refused(String accessKeyId) {
    return new SignInPage(Frame.ofNobody("Sign in"), accessKeyId, true);
  }
}

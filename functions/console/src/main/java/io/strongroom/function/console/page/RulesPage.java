package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** Rules of a bucket, in plain words and as the document that they are set by. */
@CheckedTemplate(basePath = "console")
public record RulesPage(
    Frame frame, String bucket, String settings, Subject subject, Set set, Editor editor)
    implements TemplateInstance {

  /**
   * What the rules are of.
   *
   * @param word as it stands in URLs
   */
  public record Subject(String word, String title, String purpose) {}

  /** What is set now, in plain words. */
  public record Set(boolean present, List<Fact> facts) {}

  /**
   * @param tooLong for a form: then it is shown and not changed here
   * @param problem why it was not saved; empty when nothing was refused
   */
  public record Editor(String text, boolean tooLong, String problem) {}
}

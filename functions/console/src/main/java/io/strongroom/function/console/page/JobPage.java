package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** A job, and how far it is. */
@CheckedTemplate(basePath = "console")
public record JobPage(
    Frame frame,
    String id,
    String state,
    Progress progress,
    List<Fact> facts,
    List<Fact> results,
    List<Failure> failures)
    implements TemplateInstance {

  /**
   * How far it is.
   *
   * @param of at least one, for a bar of it
   */
  public record Progress(long done, long of, String text) {}

  /** A version that is not as it should be. */
  public record Failure(String bucket, String key, String reason) {}
}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** An object, and how it is sealed. */
@CheckedTemplate(basePath = "console")
public record ObjectPage(
    Frame frame, Names names, List<Fact> facts, List<Fact> metadata, Picture picture, Links links)
    implements TemplateInstance {

  /** What it is called. */
  public record Names(String bucket, String key, String version, String last) {}

  /** Where to go from here. */
  public record Links(String folder, String download, String versions, String here) {}
}

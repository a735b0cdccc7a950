package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** What is set for a bucket. */
@CheckedTemplate(basePath = "console")
public record BucketSettingsPage(
    Frame frame,
    String bucket,
    String objects,
    String usage,
    Encryption encryption,
    Basics basics,
    Access access,
    List<Rules> rules)
    implements TemplateInstance {

  /**
   * What a new object gets. Not visible where the user may not look at it.
   *
   * @param form what is chosen now
   */
  public record Encryption(boolean visible, List<Fact> facts, EncryptionForm form) {}

  /**
   * @param tags one in a line, {@code name=value}
   */
  public record Basics(
      boolean versioningVisible, String versioning, boolean tagsVisible, String tags) {}

  /**
   * @param policy a few words about it
   */
  public record Access(String policy, String policyLink, boolean blockVisible, Block block) {}

  /**
   * Rules that have a page of their own.
   *
   * @param text a few words about them
   */
  public record Rules(String title, String text, String link) {}

  /** What keeps the public out. */
  public record Block(boolean acls, boolean ignoreAcls, boolean policy, boolean restrict) {}
}

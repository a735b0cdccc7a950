package io.strongroom.function.console.page;

import java.util.Arrays;
import java.util.Locale;

/** What the console says it has done, each under a word that fits into a URL. */
enum Done {
  BUCKET_CREATED("The bucket was created."),
  BUCKET_DELETED("The bucket was deleted."),
  ENCRYPTION_SET("New objects are encrypted as set from now on."),
  VERSIONING_SET("Versioning was changed."),
  TAGS_SET("The tags were saved."),
  POLICY_SET("The policy was saved."),
  POLICY_REMOVED("The policy was removed."),
  RULES_SET("The rules were saved."),
  RULES_REMOVED("The rules were removed."),
  PUBLIC_ACCESS_SET("Public access was changed."),
  OBJECT_DELETED("The object was deleted."),
  OBJECT_COPIED("The object was copied."),
  UPLOADED("The files were uploaded."),
  KEY_CREATED("The key was created."),
  KEY_CHANGED("The key was changed."),
  GRANT_MADE("The grant was made."),
  GRANT_REVOKED("The grant was revoked."),
  USER_CREATED("The user was created. They can do nothing yet without an access key."),
  USER_CHANGED("The user was changed."),
  JOB_CHANGED("The job was changed.");

  private final String sentence;

  Done(String sentence) {
    this.sentence = sentence;
  }

  /** As it stands in a URL. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for a word that is none. */
  static String sentence(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .map(each -> each.sentence)
        .findFirst()
        .orElse("");
  }
}

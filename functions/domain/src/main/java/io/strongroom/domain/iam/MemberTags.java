package io.strongroom.domain.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which tags users, roles and policies may have. Stateless.
 *
 * <p>Source: IAM user guide, "Tags for IAM resources".
 */
final class MemberTags {

  static final int MOST = 50;

  private static final Pattern KEY =
      Pattern.compile("(?!(?i)aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private MemberTags() {}

  /**
   * @throws IdentityException Invalid, InvalidParameter, TooMany
   */
  static void require(Map<String, String> tags) {
    tags.forEach(
        (key, value) -> {
          requireMatch(KEY, key, "tags.member.key");
          requireMatch(VALUE, value, "tags.member.value");
        });
    SessionTags.requireApart(
        tags.keySet(), "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    if (tags.size() > MOST) {
      throw new IdentityException(new IdentityError.TooMany("TagsPerResource", MOST));
    }
  }

  private static void requireMatch(Pattern form, String text, String parameter) {
    if (!form.matcher(text).matches()) {
      throw new IdentityException(
          new IdentityError.Invalid(
              "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"
                  .formatted(parameter)));
    }
  }

  /** The condition keys that tell of the tags of what is asked about. */
  static Map<String, List<String>> ofResource(Map<String, String> tags) {
    Map<String, List<String>> said = new HashMap<>();
    tags.forEach(
        (key, value) -> {
          said.put("aws:ResourceTag/" + key, List.of(value));
          said.put("iam:ResourceTag/" + key, List.of(value));
        });
    return said;
  }

  /** The condition keys that tell of tags that are to be set. */
  static Map<String, List<String>> said(Map<String, String> tags) {
    Map<String, List<String>> said = new HashMap<>();
    tags.forEach((key, value) -> said.put("aws:RequestTag/" + key, List.of(value)));
    said.put("aws:TagKeys", List.copyOf(tags.keySet()));
    return said;
  }
}

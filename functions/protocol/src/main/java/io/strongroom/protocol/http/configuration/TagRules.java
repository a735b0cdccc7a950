package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Vocabulary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tags something may have.
 *
 * @param most how many
 * @param tooMany what is said of more
 * @param reserved what is said of a key that begins with {@code aws:}; empty where any may
 * @param longestKey in characters
 * @param longestValue in characters
 * @param characters those that keys and values are made of
 */
public record TagRules(
    int most,
    String tooMany,
    String reserved,
    int longestKey,
    int longestValue,
    Pattern characters) {

  private static final int S3_KEY = 128;
  private static final int S3_VALUE = 256;

  /** Source: "Using cost allocation S3 bucket tags", Amazon S3 user guide. */
  private static final Pattern S3_CHARACTERS = Pattern.compile("[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]*");

  /** Source: "Configuring Tags for a Bucket", OBS API reference. No blank at the ends. */
  private static final Pattern OBS_CHARACTERS =
      Pattern.compile("(?! )[^\\p{Cntrl},/\\\\|<>=*]*(?<! )");

  private static final String RESERVED = "aws:";

  private static final String S3_TOO_MANY = "Bucket tag count cannot be greater than 50";

  /** S3: of buckets. */
  public static final TagRules S3_BUCKET =
      s3(50, S3_TOO_MANY, "System tags cannot be added/updated by requester");

  /** S3: given when a bucket is made. */
  public static final TagRules S3_NEW_BUCKET =
      s3(
          50,
          S3_TOO_MANY,
          "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
              + " tags. Remove \"aws:\" from your tag keys and try again.");

  /** S3: of objects. */
  public static final TagRules S3_OBJECT =
      s3(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:");

  /** OBS: of buckets. */
  public static final TagRules OBS_BUCKET = obs(20, "A bucket cannot have more than 20 tags");

  /** OBS: of objects. */
  public static final TagRules OBS_OBJECT = obs(10, "Object tags cannot be greater than 10");

  /** Of objects, in a dialect. */
  public static TagRules ofObjects(Vocabulary words) {
    return words.checksums() ? S3_OBJECT : OBS_OBJECT;
  }

  private static TagRules s3(int most, String tooMany, String reserved) {
    return new TagRules(most, tooMany, reserved, S3_KEY, S3_VALUE, S3_CHARACTERS);
  }

  private static TagRules obs(int most, String tooMany) {
    return new TagRules(most, tooMany, "", 36, 43, OBS_CHARACTERS);
  }

  /**
   * S3: one after the other as they were given, and the number of them last.
   *
   * @throws ObjectStoreException InvalidTag for the first that cannot be, or TooManyTags
   */
  public List<Tag> require(List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      require(tag);
      if (!keys.add(tag.key())) {
        throw invalid("Cannot provide multiple Tags with the same key", tag.key(), "");
      }
    }
    if (tags.size() > most) {
      throw new ObjectStoreException(new RequestError.TooManyTags(tooMany));
    }
    return tags;
  }

  private void require(Tag tag) {
    if (!reserved.isEmpty() && tag.key().startsWith(RESERVED)) {
      throw invalid(reserved, tag.key(), "");
    }
    if (tag.key().isEmpty() || !fits(tag.key(), longestKey)) {
      throw invalid("The TagKey you have provided is invalid", tag.key(), "");
    }
    if (!fits(tag.value(), longestValue)) {
      throw invalid("The TagValue you have provided is invalid", tag.key(), tag.value());
    }
  }

  private boolean fits(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest && characters.matcher(text).matches();
  }

  private static ObjectStoreException invalid(String detail, String key, String value) {
    return new ObjectStoreException(new RequestError.InvalidTag(detail, key, value));
  }
}

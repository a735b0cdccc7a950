package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.UriDecoder;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.configuration.TagRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tags in a header, in the form of a query: {@code k1=v1&k2=v2}. A name alone is a tag without a
 * value, and pieces without a character are passed over.
 *
 * <p>Source: answers recorded from the service; "Uploading Objects - PUT", OBS API reference.
 */
final class TagHeader {

  private final TagRules rules;
  private final String header;

  TagHeader(Vocabulary words) {
    this.rules = TagRules.ofObjects(words);
    this.header = words.header("tagging");
  }

  /**
   * @throws ObjectStoreException InvalidArgument for what is no such form, and as {@link
   *     TagRules#require}
   */
  List<Tag> parse(Headers headers) {
    String given = headers.first(header).orElse("");
    List<Tag> tags = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String piece : given.split("&", -1)) {
      if (!piece.isEmpty()) {
        Tag tag = tag(piece, given);
        if (!names.add(tag.key())) {
          throw malformed(given);
        }
        tags.add(tag);
      }
    }
    return rules.require(tags);
  }

  private Tag tag(String piece, String given) {
    int equals = piece.indexOf('=');
    String key = equals < 0 ? piece : piece.substring(0, equals);
    String value = equals < 0 ? "" : piece.substring(equals + 1);
    if (piece.indexOf(',') >= 0) {
      throw malformed(given);
    }
    return new Tag(decoded(key, given), decoded(value, given));
  }

  private String decoded(String raw, String given) {
    try {
      return UriDecoder.form(raw);
    } catch (ObjectStoreException e) {
      throw malformed(given);
    }
  }

  private ObjectStoreException malformed(String given) {
    return new ObjectStoreException(
        new RequestError.InvalidArgument(
            "The header '%s' shall be encoded as UTF-8 then URLEncoded URL query parameters without"
                    .formatted(header)
                + " tag name duplicates.",
            header,
            given));
  }
}

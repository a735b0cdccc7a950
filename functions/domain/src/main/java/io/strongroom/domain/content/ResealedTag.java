package io.strongroom.domain.content;

import io.strongroom.domain.name.ETag;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The entity tag of a version whose bytes are the same and sealed anew. */
final class ResealedTag {

  private ResealedTag() {}

  /**
   * The tag that it had, where that is made from the plaintext; else another one of the same form.
   *
   * @param parts MD5 of each part's plaintext
   */
  static ETag of(ETag before, List<ETag> parts) {
    int dash = before.value().indexOf('-');
    ETag ofPlaintext = dash < 0 ? together(parts) : composite(parts);
    if (ofPlaintext.equals(before)) {
      return before;
    }
    String more = dash < 0 ? "" : before.value().substring(dash);
    return new ETag(UUID.randomUUID().toString().replace("-", "") + more);
  }

  /** Of one part it is the part's; of several that were appended no plaintext makes one. */
  private static ETag together(List<ETag> parts) {
    return parts.size() == 1 ? parts.getFirst() : new ETag("");
  }

  /** S3: over the tags of the parts. */
  private static ETag composite(List<ETag> parts) {
    MessageDigest md5 = ETagDigest.md5();
    parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.value())));
    return new ETag(ETag.ofDigest(md5.digest()).value() + "-" + parts.size());
  }
}

package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;

/**
 * The document {@code Tagging}, of buckets and objects.
 *
 * <p>Source: "PutBucketTagging", "PutObjectTagging", Amazon S3 API reference.
 */
public final class TagSetDocument {

  public static final String ROOT = "Tagging";

  private static final String SET = "TagSet";
  private static final String TAG = "Tag";
  private static final String KEY = "Key";
  private static final String VALUE = "Value";

  private final Vocabulary words;
  private final TagRules rules;

  public TagSetDocument(Vocabulary words, TagRules rules) {
    this.words = words;
    this.rules = rules;
  }

  /**
   * The tags, in the order given; there may be none.
   *
   * @throws ObjectStoreException MalformedXml, and as {@link TagRules#require}
   */
  public List<Tag> parse(XmlElement root) {
    return tags(root.allowing(SET).get(SET));
  }

  /** The tags directly inside an element. */
  public List<Tag> tags(XmlElement set) {
    return rules.require(
        set.allowing(TAG).all(TAG).stream()
            .map(tag -> tag.allowing(KEY, VALUE))
            .map(tag -> new Tag(tag.getText(KEY), tag.getText(VALUE)))
            .toList());
  }

  public WireResponse answer(List<Tag> tags) {
    XmlWriter xml = XmlWriter.document(ROOT, words.xmlNamespace()).open(SET);
    for (Tag tag : tags) {
      xml.open(TAG).element(KEY, tag.key()).element(VALUE, tag.value()).close();
    }
    return XmlAnswer.of(xml);
  }
}

package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleFilter.Form;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The element {@code Filter} of a lifecycle rule, or the prefix that stands in its place. Given
 * back in the form in which it came.
 */
final class LifecycleFilters {

  static final String FILTER = "Filter";
  static final String PREFIX = "Prefix";

  private static final String AND = "And";
  private static final String TAG = "Tag";
  private static final String KEY = "Key";
  private static final String VALUE = "Value";
  private static final String LARGER = "ObjectSizeGreaterThan";
  private static final String SMALLER = "ObjectSizeLessThan";

  /**
   * @throws ObjectStoreException MalformedXml, InvalidRequest for a tag twice
   */
  LifecycleFilter parse(XmlElement rule) {
    Optional<XmlElement> filter = rule.find(FILTER);
    Optional<String> old = rule.findText(PREFIX);
    if (filter.isPresent() == old.isPresent()) {
      throw Rules.malformed("a filter or a prefix");
    }
    return filter
        .map(LifecycleFilters::filter)
        .orElseGet(
            () ->
                new LifecycleFilter(
                    Form.RULE_PREFIX, old, List.of(), OptionalLong.empty(), OptionalLong.empty()));
  }

  private static LifecycleFilter filter(XmlElement filter) {
    filter.allowing(AND, PREFIX, TAG, LARGER, SMALLER);
    if (filter.children().size() > 1) {
      throw Rules.malformed("several tests beside each other");
    }
    return filter
        .find(AND)
        .map(and -> tests(and.allowing(PREFIX, TAG, LARGER, SMALLER), Form.AND))
        .orElseGet(() -> tests(filter, Form.SINGLE));
  }

  private static LifecycleFilter tests(XmlElement tests, Form form) {
    List<Tag> tags =
        tests.all(TAG).stream()
            .map(tag -> tag.allowing(KEY, VALUE))
            .map(tag -> new Tag(tag.getText(KEY), tag.getText(VALUE)))
            .toList();
    if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest("Duplicate Tag Keys are not allowed."));
    }
    return new LifecycleFilter(
        form, tests.findText(PREFIX), tags, size(tests, LARGER), size(tests, SMALLER));
  }

  private static OptionalLong size(XmlElement tests, String name) {
    try {
      return tests
          .findText(name)
          .map(text -> OptionalLong.of(Long.parseLong(text.strip())))
          .orElseGet(OptionalLong::empty);
    } catch (NumberFormatException e) {
      throw Rules.malformed(name + " is no number");
    }
  }

  void write(XmlWriter xml, LifecycleFilter filter) {
    switch (filter.form()) {
      case RULE_PREFIX -> xml.element(PREFIX, filter.prefix().orElse(""));
      case SINGLE -> {
        xml.open(FILTER);
        writeTests(xml, filter);
        xml.close();
      }
      case AND -> {
        xml.open(FILTER).open(AND);
        writeTests(xml, filter);
        xml.close().close();
      }
    }
  }

  private static void writeTests(XmlWriter xml, LifecycleFilter filter) {
    filter.prefix().ifPresent(prefix -> xml.element(PREFIX, prefix));
    for (Tag tag : filter.tags()) {
      xml.open(TAG).element(KEY, tag.key()).element(VALUE, tag.value()).close();
    }
    filter.largerThan().ifPresent(size -> xml.element(LARGER, size));
    filter.smallerThan().ifPresent(size -> xml.element(SMALLER, size));
  }
}

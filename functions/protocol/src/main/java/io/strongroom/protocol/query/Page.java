package io.strongroom.protocol.query;

import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Cuts lists, in the order of their names. */
record Page(Optional<String> marker, int most) {

  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  /** The page that a call asks for. */
  static Page of(QueryCall call) {
    int most = call.number("MaxItems").orElse(USUAL);
    if (most < 1 || most > MOST) {
      throw QueryRefused.invalid("MaxItems is from 1 to " + MOST);
    }
    return new Page(call.optional("Marker"), most);
  }

  /** Writes a list, and where it goes on. */
  <T> void write(
      XmlWriter xml,
      String element,
      List<T> all,
      Function<T, String> name,
      BiConsumer<XmlWriter, T> entry) {
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(name))
            .filter(each -> marker.map(from -> name.apply(each).compareTo(from) > 0).orElse(true))
            .toList();
    List<T> shown = rest.stream().limit(most).toList();
    xml.open(element);
    for (T each : shown) {
      entry.accept(xml, each);
    }
    xml.close().element("IsTruncated", rest.size() > shown.size());
    if (rest.size() > shown.size()) {
      xml.element("Marker", name.apply(shown.getLast()));
    }
  }
}

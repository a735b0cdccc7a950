package io.strongroom.function.console.words;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Documents of the wire as people edit them: an element in a line. Stateless. */
public final class IndentedXml {

  private static final String STEP = "  ";

  private IndentedXml() {}

  /**
   * The same document, without declarations and namespaces, which nobody has to repeat. One that is
   * too large to be read here stays as it is.
   */
  public static String of(byte[] document) {
    try {
      return lines(XmlReader.read(document, XmlLimits.SMALL), "");
    } catch (ObjectStoreException large) {
      return new String(document, StandardCharsets.UTF_8);
    }
  }

  private static String lines(XmlElement element, String before) {
    String begin = before + "<" + element.name() + ">";
    String end = "</" + element.name() + ">\n";
    return element.children().isEmpty()
        ? begin + escaped(element.text()) + end
        : element.children().stream()
            .map(child -> lines(child, before + STEP))
            .collect(Collectors.joining("", begin + "\n", before + end));
  }

  /** Text of XML; the page escapes all of it once more, as text of HTML. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package io.strongroom.protocol.http.xml;

import io.strongroom.domain.name.ObjectStoreException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small documents of requests: UTF-8 only, no DTD, no entities but the five of XML
 * itself, bounded size and depth. Clients leave the namespace out or invent their own, so any one
 * will do, but only one in a document; comments and processing instructions are skipped.
 */
public final class XmlReader {

  /** The deepest document of either dialect has five levels. */
  private static final int MAX_DEPTH = 16;

  private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF8", "US-ASCII", "ASCII");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final XMLStreamReader events;
  private final XmlLimits limits;
  private final Deque<Building> open = new ArrayDeque<>();
  private int elements;
  private @Nullable String namespace;

  private XmlReader(XMLStreamReader events, XmlLimits limits) {
    this.events = events;
    this.limits = limits;
  }

  /**
   * The root of the document.
   *
   * @param root the name it must have
   * @throws ObjectStoreException MalformedXml when the body is no such document, or too large
   */
  public static XmlElement read(byte[] body, String root, XmlLimits limits) {
    XmlElement element = read(body, limits);
    if (!element.name().equals(root)) {
      throw XmlElement.malformed("root is " + element.name() + ", not " + root);
    }
    return element;
  }

  /**
   * As above, whatever the root is called.
   *
   * @throws ObjectStoreException MalformedXml
   */
  public static XmlElement read(byte[] body, XmlLimits limits) {
    if (body.length > limits.bytes()) {
      throw XmlElement.malformed("more than " + limits.bytes() + " bytes");
    }
    String text = decode(body);
    try {
      XMLStreamReader events = factory().createXMLStreamReader(new StringReader(text));
      return new XmlReader(events, limits).document();
    } catch (ObjectStoreException refused) {
      throw refused;
    } catch (XMLStreamException | RuntimeException e) {
      // The parser also fails while it words its own complaint: "MissingResourceException:
      // InvalidCharInDTD". Its words quote the document: not for logs.
      throw XmlElement.malformed("not well-formed");
    }
  }

  /** The platform's own parser, so that none on the class path takes its place. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static String decode(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw XmlElement.malformed("not UTF-8");
    }
  }

  private XmlElement document() throws XMLStreamException {
    requireUtf8();
    XmlElement root = null;
    while (events.hasNext()) {
      switch (events.next()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> root = end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw XmlElement.malformed("document type or entity");
        default -> {
          // Comments, processing instructions, blanks around the root.
        }
      }
    }
    if (root == null) {
      throw XmlElement.malformed("no document");
    }
    return root;
  }

  /** The body was decoded as UTF-8; a declaration that says otherwise means other characters. */
  private void requireUtf8() {
    String declared = events.getCharacterEncodingScheme();
    if (declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT))) {
      throw XmlElement.malformed("encoding " + declared);
    }
  }

  private void start() {
    elements++;
    if (open.size() >= MAX_DEPTH || elements > limits.elements()) {
      throw XmlElement.malformed("too deep, or too many elements");
    }
    requireNamespace();
    open.push(new Building(events.getLocalName(), attributes()));
  }

  /** What stands in a namespace of its own means something else, whatever its name. */
  private void requireNamespace() {
    String given = events.getNamespaceURI();
    if (open.isEmpty()) {
      namespace = given;
    } else if (given != null && !given.equals(namespace)) {
      throw XmlElement.malformed(events.getLocalName() + " of another namespace");
    }
  }

  private Map<QName, String> attributes() {
    Map<QName, String> given = new HashMap<>();
    for (int i = 0; i < events.getAttributeCount(); i++) {
      given.put(events.getAttributeName(i), events.getAttributeValue(i));
    }
    return given;
  }

  private void characters() {
    Building element = open.peek();
    if (element != null) {
      element.text.append(events.getText());
    }
  }

  private XmlElement end() {
    XmlElement element = open.pop().finish();
    Building parent = open.peek();
    if (parent != null) {
      parent.children.add(element);
    }
    return element;
  }

  private static final class Building {
    private final String name;
    private final Map<QName, String> attributes;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    Building(String name, Map<QName, String> attributes) {
      this.name = name;
      this.attributes = attributes;
    }

    XmlElement finish() {
      if (!children.isEmpty() && !text.toString().isBlank()) {
        throw XmlElement.malformed("text between the elements of " + name);
      }
      return new XmlElement(name, children.isEmpty() ? text.toString() : "", children, attributes);
    }
  }
}

package io.strongroom.storage.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The store's documents, read as a list of records: each element with text is a value, known by its
 * name, of the innermost record around it. Entities and external references are not resolved.
 */
final class UpstreamXml {

  private final String root;
  private final Map<String, String> values;
  private final Map<String, List<Map<String, String>>> records;
  private final Map<String, String> leaves;

  private UpstreamXml(String root, Reading read) {
    this.root = root;
    this.values = read.values;
    this.records = read.records;
    this.leaves = read.leaves;
  }

  /**
   * @throws IOException when it is no document
   */
  static UpstreamXml read(byte[] document) throws IOException {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      reader.nextTag();
      return new Reading().document(reader);
    } catch (XMLStreamException e) {
      throw new IOException("the store's answer is no document", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  String root() {
    return root;
  }

  /** Text of a child of the root. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Text of the first element with that name which has no children, however deep it is. */
  Optional<String> leaf(String name) {
    return Optional.ofNullable(leaves.get(name));
  }

  /** The children of the root with that name which have children of their own. */
  List<Map<String, String>> records(String name) {
    return records.getOrDefault(name, List.of());
  }

  /** Two levels are enough for every answer of a store. */
  private static final class Reading {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<Map<String, String>>> records = new HashMap<>();
    private final Map<String, String> leaves = new HashMap<>();

    UpstreamXml document(XMLStreamReader reader) throws XMLStreamException {
      String root = reader.getLocalName();
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        child(reader);
      }
      return new UpstreamXml(root, this);
    }

    private void child(XMLStreamReader reader) throws XMLStreamException {
      String name = reader.getLocalName();
      Map<String, String> record = new HashMap<>();
      StringBuilder text = new StringBuilder();
      while (reader.next() != XMLStreamConstants.END_ELEMENT) {
        if (reader.isStartElement()) {
          String inner = reader.getLocalName();
          record.put(inner, text(reader, inner));
        } else if (reader.isCharacters()) {
          text.append(reader.getText());
        }
      }
      if (record.isEmpty()) {
        values.put(name, text.toString().strip());
      } else {
        records.computeIfAbsent(name, _ -> new ArrayList<>()).add(record);
      }
    }

    /** Of everything inside, however deep. */
    private String text(XMLStreamReader reader, String element) throws XMLStreamException {
      StringBuilder all = new StringBuilder();
      StringBuilder own = new StringBuilder();
      String innermost = element;
      for (int depth = 1; depth > 0; ) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            innermost = reader.getLocalName();
            own.setLength(0);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            if (reader.getLocalName().equals(innermost)) {
              leaves.putIfAbsent(innermost, own.toString().strip());
            }
            innermost = "";
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            all.append(reader.getText());
            own.append(reader.getText());
          }
          default -> {
            // Comments and the like say nothing.
          }
        }
      }
      return all.toString();
    }
  }
}

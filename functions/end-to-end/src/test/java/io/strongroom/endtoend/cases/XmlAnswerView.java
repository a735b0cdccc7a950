package io.strongroom.endtoend.cases;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An XML answer, asked by paths from its root without namespaces. */
final class XmlAnswerView {
  private final Element root;

  private XmlAnswerView(Element root) {
    this.root = root;
  }

  /** Empty when the bytes are no XML document. */
  static Optional<XmlAnswerView> parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(
          new XmlAnswerView(builder.parse(new ByteArrayInputStream(body)).getDocumentElement()));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text at the path; {@code .} is the root's name, {@code #text} its text. */
  Optional<String> text(String path) {
    if (path.equals(".")) {
      return Optional.of(root.getLocalName());
    }
    if (path.equals("#text")) {
      return Optional.of(root.getTextContent());
    }
    return find(path).stream().findFirst().map(Node::getTextContent);
  }

  int count(String path) {
    return find(path).size();
  }

  /** The versions and delete markers as they follow each other, as {@code Version:id}. */
  List<String> sequence() {
    return children(root).stream()
        .filter(
            each ->
                each.getLocalName().equals("Version") || each.getLocalName().equals("DeleteMarker"))
        .map(
            each ->
                each.getLocalName()
                    + ":"
                    + children(each).stream()
                        .filter(child -> child.getLocalName().equals("VersionId"))
                        .findFirst()
                        .map(Node::getTextContent)
                        .orElse(""))
        .toList();
  }

  private List<Element> find(String path) {
    List<Element> found = List.of(root);
    for (String step : path.split("/")) {
      found = found.stream().flatMap(each -> step(each, step).stream()).toList();
    }
    return found;
  }

  /** Children of a name, or the n-th of them: {@code Version[1]}. */
  private static List<Element> step(Element from, String step) {
    int bracket = step.indexOf('[');
    String name = bracket < 0 ? step : step.substring(0, bracket);
    List<Element> named =
        children(from).stream().filter(each -> each.getLocalName().equals(name)).toList();
    if (bracket < 0) {
      return named;
    }
    int index = Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
    return index <= named.size() ? List.of(named.get(index - 1)) : List.of();
  }

  private static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}

package io.strongroom.protocol.http.xml;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.List;
import java.util.Optional;

/**
 * An element of a document that was read; names are without namespace.
 *
 * @param text all characters directly inside; only blanks when there are children
 */
public record XmlElement(String name, String text, List<XmlElement> children) {

  public XmlElement {
    children = List.copyOf(children);
  }

  /** The children of that name, in order. */
  public List<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name().equals(child)).toList();
  }

  /**
   * The child of that name, if there is one.
   *
   * @throws ObjectStoreException MalformedXml when there are several
   */
  public Optional<XmlElement> find(String child) {
    List<XmlElement> found = all(child);
    if (found.size() > 1) {
      throw malformed("more than one " + child);
    }
    return found.stream().findFirst();
  }

  /**
   * The child of that name.
   *
   * @throws ObjectStoreException MalformedXml when there is none, or several
   */
  public XmlElement get(String child) {
    return find(child).orElseThrow(() -> malformed("no " + child + " in " + name));
  }

  /**
   * The text of the child of that name.
   *
   * @throws ObjectStoreException MalformedXml when there are several, or it holds elements
   */
  public Optional<String> findText(String child) {
    return find(child).map(XmlElement::textOnly);
  }

  /**
   * The text of the child of that name.
   *
   * @throws ObjectStoreException MalformedXml when there is not exactly one, or it holds elements
   */
  public String getText(String child) {
    return get(child).textOnly();
  }

  /**
   * The text of an element that holds nothing else.
   *
   * @throws ObjectStoreException MalformedXml when it holds elements
   */
  public String textOnly() {
    if (!children.isEmpty()) {
      throw malformed("elements inside " + name);
    }
    return text;
  }

  /**
   * The child's text as {@code true} or {@code false}; absent when the child is.
   *
   * @throws ObjectStoreException MalformedXml when it is neither
   */
  public Optional<Boolean> findFlag(String child) {
    return findText(child)
        .map(
            flag ->
                switch (flag.strip()) {
                  case "true", "1" -> true;
                  case "false", "0" -> false;
                  default -> throw malformed(child + " is no boolean");
                });
  }

  /**
   * Holds the document to its schema: no element but these, and no text beside them.
   *
   * @throws ObjectStoreException MalformedXml when there is something else
   */
  public XmlElement allowing(String... names) {
    if (!text.isBlank()) {
      throw malformed("text inside " + name);
    }
    List<String> allowed = List.of(names);
    for (XmlElement child : children) {
      if (!allowed.contains(child.name())) {
        throw malformed(child.name() + " inside " + name);
      }
    }
    return this;
  }

  static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}

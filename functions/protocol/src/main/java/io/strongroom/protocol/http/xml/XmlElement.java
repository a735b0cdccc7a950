package io.strongroom.protocol.http.xml;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An element of a document that was read; names of elements are without namespace. It remembers
 * what was asked for, see {@link #requireRead()}. For one thread.
 */
public final class XmlElement {

  private final String name;
  private final String text;
  private final List<XmlElement> children;
  private final Map<QName, String> attributes;
  private final Set<QName> askedAttributes = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private boolean textRead;

  /**
   * An element without attributes.
   *
   * @param text all characters directly inside; only blanks when there are children
   */
  public XmlElement(String name, String text, List<XmlElement> children) {
    this(name, text, children, Map.of());
  }

  XmlElement(String name, String text, List<XmlElement> children, Map<QName, String> attributes) {
    this.name = name;
    this.text = text;
    this.children = List.copyOf(children);
    this.attributes = Map.copyOf(attributes);
  }

  public String name() {
    return name;
  }

  /** All characters directly inside. */
  public String text() {
    textRead = true;
    return text;
  }

  /** The attribute of that name; declarations of namespaces are none. */
  public Optional<String> attribute(QName attribute) {
    askedAttributes.add(attribute);
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The children in order, all of which the caller looks at. */
  public List<XmlElement> children() {
    children.forEach(child -> asked.add(child.name));
    return children;
  }

  /** The children of that name, in order. */
  public List<XmlElement> all(String child) {
    asked.add(child);
    return children.stream().filter(element -> element.name.equals(child)).toList();
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
    return text();
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
      if (!allowed.contains(child.name)) {
        throw malformed(child.name + " inside " + name);
      }
    }
    return this;
  }

  /**
   * Holds the document to what its reader understood: nothing in it may be something that nobody
   * asked for. Call when it is read.
   *
   * @throws ObjectStoreException MalformedXml, naming the element or attribute
   */
  public void requireRead() {
    for (QName attribute : attributes.keySet()) {
      if (!askedAttributes.contains(attribute)) {
        throw malformed("attribute " + attribute.getLocalPart() + " of " + name);
      }
    }
    if (!textRead && !text.isBlank()) {
      throw malformed("text inside " + name);
    }
    for (XmlElement child : children) {
      if (!asked.contains(child.name)) {
        throw malformed(child.name + " inside " + name);
      }
      child.requireRead();
    }
  }

  /** Whether both say the same; what was asked of them does not matter. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof XmlElement element
        && name.equals(element.name)
        && text.equals(element.text)
        && attributes.equals(element.attributes)
        && children.equals(element.children);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, text, attributes, children);
  }

  @Override
  public String toString() {
    return name + children + text;
  }

  static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}

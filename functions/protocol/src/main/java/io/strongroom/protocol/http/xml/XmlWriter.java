package io.strongroom.protocol.http.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one XML document in UTF-8. Names are the caller's literals and are not escaped; texts are,
 * whatever characters they hold.
 *
 * <p>Characters that XML 1.0 cannot carry (controls, which object keys may contain) become
 * character references: lenient parsers read them, and clients with strict ones ask for {@code
 * encoding-type=url}. Source: "Naming Amazon S3 objects", Amazon S3 user guide. Not thread-safe.
 */
public final class XmlWriter {

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder(512);
  private final Deque<String> open = new ArrayDeque<>();

  private XmlWriter() {
    out.append(DECLARATION);
  }

  /** Starts a document whose root is in no namespace. */
  public static XmlWriter document(String root) {
    return new XmlWriter().open(root);
  }

  /** Starts a document whose root is in {@code namespace}; no namespace when that is empty. */
  public static XmlWriter document(String root, String namespace) {
    if (namespace.isEmpty()) {
      return document(root);
    }
    XmlWriter writer = new XmlWriter();
    writer.out.append('<').append(root).append(" xmlns=\"");
    writer.escape(namespace);
    writer.out.append("\">");
    writer.open.push(root);
    return writer;
  }

  /** Writes an element that holds text only. */
  public XmlWriter element(String name, String text) {
    out.append('<').append(name).append('>');
    escape(text);
    out.append("</").append(name).append('>');
    return this;
  }

  /**
   * Writes an element that repeats what the client sent, for its information only: characters that
   * no strict parser takes are replaced, so that they do not cost it the rest of the document.
   */
  public XmlWriter echo(String name, String text) {
    StringBuilder readable = new StringBuilder(text.length());
    text.codePoints().map(c -> isLegal(c) ? c : REPLACEMENT).forEach(readable::appendCodePoint);
    return element(name, readable.toString());
  }

  /** Writes an element that holds a whole number. */
  public XmlWriter element(String name, long number) {
    return element(name, Long.toString(number));
  }

  /** Writes an element that holds {@code true} or {@code false}. */
  public XmlWriter element(String name, boolean flag) {
    return element(name, Boolean.toString(flag));
  }

  /** Writes text directly into the open element. */
  public XmlWriter text(String text) {
    escape(text);
    return this;
  }

  /** Starts an element that holds others. */
  public XmlWriter open(String name) {
    out.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  /** As above; the attributes are the caller's literal. */
  public XmlWriter open(String name, String attributes) {
    out.append('<').append(name).append(' ').append(attributes).append('>');
    open.push(name);
    return this;
  }

  /**
   * Ends the element started last.
   *
   * @throws IllegalStateException when the document is complete already
   */
  public XmlWriter close() {
    if (open.isEmpty()) {
      throw new IllegalStateException("no open element");
    }
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends every open element and gives the document. */
  public byte[] bytes() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String text) {
    int plain = 0;
    while (plain < text.length() && isPlainAscii(text.charAt(plain))) {
      plain++;
    }
    // Most texts are plain to their end, and listings are long.
    out.append(text, 0, plain);
    if (plain < text.length()) {
      text.substring(plain).codePoints().forEach(this::escape);
    }
  }

  private static boolean isPlainAscii(char c) {
    return c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&' && c != '"';
  }

  private void escape(int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      default -> {
        if (isPlain(c)) {
          out.appendCodePoint(c);
        } else {
          escapeUnusual(c);
        }
      }
    }
  }

  private void escapeUnusual(int c) {
    boolean loneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    if (c == 0 || loneSurrogate) {
      out.append(REPLACEMENT); // no XML version has these, not even as a reference
    } else {
      out.append("&#x").append(Integer.toHexString(c)).append(';');
    }
  }

  /**
   * Whether the character stands for itself: carriage returns do not, parsers turn them into LF.
   */
  private static boolean isPlain(int c) {
    return isLegal(c) && c != '\r' && (c < 0x7f || c >= 0xa0);
  }

  /** Source: XML 1.0 §2.2. */
  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c < 0xfffe)
        || c > 0xffff;
  }
}

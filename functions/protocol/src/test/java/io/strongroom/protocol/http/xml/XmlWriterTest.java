package io.strongroom.protocol.http.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlWriterTest {

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  @Test
  void bytes_nestedElements_closedInOrder() {
    byte[] document =
        XmlWriter.document("A", "urn:a")
            .open("B")
            .element("C", "c")
            .close()
            .element("D", 7)
            .element("E", true)
            .bytes();

    assertThat(text(document))
        .isEqualTo(DECLARATION + "<A xmlns=\"urn:a\"><B><C>c</C></B><D>7</D><E>true</E></A>");
  }

  @Test
  void document_withoutNamespace_hasNoAttribute() {
    assertThat(text(XmlWriter.document("Error").bytes()))
        .isEqualTo(DECLARATION + "<Error></Error>");
  }

  @Test
  void element_markup_escaped() {
    assertThat(text(XmlWriter.document("A").element("B", "<&>\"'").bytes()))
        .contains("<B>&lt;&amp;&gt;&quot;'</B>");
  }

  @Test
  void element_controlCharacters_becomeReferences() {
    assertThat(
            text(XmlWriter.document("A").element("B", "a\u0001\r\u001f\u007f\ufffe\tb\n").bytes()))
        .contains("<B>a&#x1;&#xd;&#x1f;&#x7f;&#xfffe;\tb\n</B>");
  }

  @Test
  void element_whatNoXmlCanCarry_replaced() {
    assertThat(text(XmlWriter.document("A").element("B", "a\u0000\ud800b").bytes()))
        .contains("<B>a\uFFFD\uFFFDb</B>");
  }

  @Test
  void echo_whatStrictParsersReject_replaced() {
    byte[] document = XmlWriter.document("A").echo("B", "a\u0001\r\u007f\ud800\uffff<\n").bytes();

    assertThat(XmlReader.read(document, "A", XmlLimits.SMALL).getText("B"))
        .isEqualTo("a\uFFFD\r\u007f\uFFFD\uFFFD<\n");
  }

  @Test
  void element_everyCharacterXmlCanCarry_survivesReading() {
    StringBuilder all = new StringBuilder();
    for (int c = 0x20; c < 0x11000; c++) {
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      if (!surrogate && c != 0xfffe && c != 0xffff) {
        all.appendCodePoint(c);
      }
    }
    all.append("\t\n\r\r\n\uD83D\uDE00");

    byte[] document = XmlWriter.document("A", "urn:a").element("B", all.toString()).bytes();

    assertThat(XmlReader.read(document, "A", XmlLimits.SMALL).getText("B"))
        .isEqualTo(all.toString());
  }

  @Test
  void close_nothingOpen_isABug() {
    XmlWriter writer = XmlWriter.document("A").close();

    assertThatThrownBy(writer::close).isInstanceOf(IllegalStateException.class);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}

package io.strongroom.protocol.http.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

  private static final XmlLimits TINY = new XmlLimits(200, 4);

  @Test
  void read_elementsInOrder_kept() {
    XmlElement root =
        read("<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>");

    assertThat(root.all("Object"))
        .extracting(object -> object.getText("Key"))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Delete><Quiet>true</Quiet></Delete>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\""
            + " standalone=\"yes\"?><Delete><Quiet>true</Quiet></Delete>",
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet></Delete>",
        "<s:Delete xmlns:s=\"urn:x\"><s:Quiet>true</s:Quiet></s:Delete>",
        "\uFEFF<Delete>\r\n\t<Quiet> true </Quiet>\n</Delete>\n",
        "<s:Delete xmlns:s=\"urn:x\"><Quiet>true</Quiet></s:Delete>",
        "<!-- c --><Delete><!-- c --><Quiet><![CDATA[true]]></Quiet><?pi x?></Delete>"
      })
  void read_spellingsOfOneDocument_same(String text) {
    assertThat(read(text).findFlag("Quiet")).hasValue(true);
  }

  @Test
  void read_textWithReferences_resolved() {
    assertThat(
            read("<Delete><Key> &lt;a&amp;b&gt;&#x20;&#233;&quot;&apos; </Key></Delete>")
                .getText("Key"))
        .isEqualTo(" <a&b> é\"' ");
  }

  @Test
  void read_textSplitByComment_joined() {
    assertThat(read("<Delete><Key>a<!-- x -->b<![CDATA[<c>]]></Key></Delete>").getText("Key"))
        .isEqualTo("ab<c>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no xml",
        "{\"a\":1}",
        "<Delete>",
        "<Delete><Quiet>true</Delete>",
        "<Delete></Delete><Delete></Delete>",
        "<Delete>trailing</Delete>x",
        "<Other/>",
        "<delete/>",
        "<Delete>text<Quiet/></Delete>",
        "<Delete><Key>&undefined;</Key></Delete>",
        "<Delete><Key>&#0;</Key></Delete>",
        "<Delete><Key>&#xFFFF;</Key></Delete>",
        "<Delete a=\"1\" a=\"2\"/>",
        "<p:Delete/>",
        "<Delete xmlns=\"urn:x\"><Quiet xmlns=\"urn:y\">true</Quiet></Delete>",
        "<Delete><y:Quiet xmlns:y=\"urn:y\">true</y:Quiet></Delete>",
        "<!DOCTYPE Delete><Delete/>",
        "<!DOCTYPE Delete SYSTEM \"file:///etc/passwd\"><Delete/>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Key>&x;</Key></Delete>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\"> %x;]><Delete/>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Delete/>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Delete/>",
        "<?xml version=\"3.0\"?><Delete/>"
      })
  void read_notTheDocument_malformed(String text) {
    assertMalformed(text.getBytes(StandardCharsets.UTF_8), XmlLimits.SMALL);
  }

  @Test
  void read_billionLaughs_malformedAtOnce() {
    StringBuilder text = new StringBuilder("<!DOCTYPE d [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 40; i++) {
      text.append("<!ENTITY l")
          .append(i)
          .append(" \"")
          .append(("&l" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    text.append("]><Delete><Key>&l39;</Key></Delete>");

    assertMalformed(text.toString().getBytes(StandardCharsets.UTF_8), XmlLimits.SMALL);
  }

  @Test
  void read_everyTruncation_malformed() {
    byte[] whole =
        "<?xml version=\"1.0\"?><Delete><Key>é&amp;<![CDATA[x]]></Key></Delete>"
            .getBytes(StandardCharsets.UTF_8);

    for (int length = 0; length < whole.length; length++) {
      assertMalformed(java.util.Arrays.copyOf(whole, length), XmlLimits.SMALL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
  void read_otherEncodings_malformed(String charset) {
    assertMalformed(
        "<Delete><Key>é</Key></Delete>".getBytes(Charset.forName(charset)), XmlLimits.SMALL);
  }

  @Test
  void read_tooLong_malformed() {
    assertMalformed(
        ("<Delete>" + " ".repeat(200) + "</Delete>").getBytes(StandardCharsets.UTF_8), TINY);
  }

  @Test
  void read_tooManyElements_malformed() {
    assertMalformed("<Delete><a/><a/><a/><a/></Delete>".getBytes(StandardCharsets.UTF_8), TINY);
  }

  @Test
  void read_tooDeep_malformed() {
    String text = "<Delete>" + "<a>".repeat(20) + "</a>".repeat(20) + "</Delete>";

    assertMalformed(text.getBytes(StandardCharsets.UTF_8), XmlLimits.SMALL);
  }

  @Test
  void requireRead_attributeThatNobodyAskedFor_malformed() {
    XmlElement root = read("<Delete><Quiet when=\"now\">true</Quiet></Delete>");
    root.findFlag("Quiet");

    assertThatThrownBy(root::requireRead)
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isEqualTo(new RequestError.MalformedXml("attribute when of Quiet")));
  }

  @Test
  void requireRead_attributeThatWasAskedFor_passes() {
    XmlElement root = read("<Delete when=\"now\" xmlns:unused=\"urn:x\"/>");

    assertThat(root.attribute(new QName("when"))).hasValue("now");
    root.requireRead();
  }

  @Test
  void getText_elementTwice_malformed() {
    XmlElement root = read("<Delete><Quiet>true</Quiet><Quiet>false</Quiet></Delete>");

    assertThatThrownBy(() -> root.getText("Quiet")).isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void getText_elementMissing_malformed() {
    assertThatThrownBy(() -> read("<Delete/>").getText("Quiet"))
        .isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void getText_holdsElements_malformed() {
    XmlElement root = read("<Delete><Quiet><b/></Quiet></Delete>");

    assertThatThrownBy(() -> root.getText("Quiet")).isInstanceOf(ObjectStoreException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "2"})
  void findFlag_noBoolean_malformed(String flag) {
    XmlElement root = read("<Delete><Quiet>" + flag + "</Quiet></Delete>");

    assertThatThrownBy(() -> root.findFlag("Quiet")).isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void allowing_unknownElement_malformed() {
    assertThatThrownBy(() -> read("<Delete><Quiet/><Loud/></Delete>").allowing("Quiet"))
        .isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void read_malformed_saysNothingOfTheDocument() {
    assertThatThrownBy(() -> read("<Delete><Key>secret</Delete>"))
        .hasMessageNotContaining("secret");
  }

  private static XmlElement read(String text) {
    return XmlReader.read(text.getBytes(StandardCharsets.UTF_8), "Delete", XmlLimits.SMALL);
  }

  private static void assertMalformed(byte[] body, XmlLimits limits) {
    assertThatThrownBy(() -> XmlReader.read(body, "Delete", limits))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.MalformedXml.class));
  }
}

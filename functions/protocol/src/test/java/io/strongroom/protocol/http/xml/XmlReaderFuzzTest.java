package io.strongroom.protocol.http.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.nio.charset.StandardCharsets;

class XmlReaderFuzzTest {

  private static final XmlLimits LIMITS = new XmlLimits(600, 12);
  private static final int MAX_DEPTH = 16;

  /** The reader gives a document within its limits, which reads the same when written again. */
  @FuzzTest
  void read_anyBytes_boundedDocumentOrMalformed(byte[] body) {
    try {
      XmlElement root = XmlReader.read(body, "Delete", LIMITS);
      assertThat(body).hasSizeLessThanOrEqualTo(LIMITS.bytes());
      assertThat(elements(root)).isLessThanOrEqualTo(LIMITS.elements());
      assertThat(depth(root)).isLessThanOrEqualTo(MAX_DEPTH);
      // What version 1.1 allows and 1.0 does not, cannot be written again.
      if (!new String(body, StandardCharsets.UTF_8).contains("1.1")) {
        byte[] written = write(root);
        // Attributes are not written, and not compared.
        assertThat(XmlReader.read(written, "Delete", XmlLimits.SMALL)).hasToString(root.toString());
      }
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isInstanceOf(RequestError.MalformedXml.class);
    }
  }

  private static int elements(XmlElement element) {
    return 1 + element.children().stream().mapToInt(XmlReaderFuzzTest::elements).sum();
  }

  private static int depth(XmlElement element) {
    return 1 + element.children().stream().mapToInt(XmlReaderFuzzTest::depth).max().orElse(0);
  }

  private static byte[] write(XmlElement root) {
    XmlWriter xml = XmlWriter.document(root.name());
    writeInside(xml, root);
    return xml.bytes();
  }

  private static void writeInside(XmlWriter xml, XmlElement element) {
    xml.text(element.text());
    for (XmlElement child : element.children()) {
      xml.open(child.name());
      writeInside(xml, child);
      xml.close();
    }
  }
}

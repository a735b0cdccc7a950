package io.strongroom.protocol.http.xml;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.strongroom.domain.error.ObjectStoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, the reader gives a document or refuses it: nothing else escapes. */
class XmlReaderFuzzTest {

  private static final int ROUNDS = 20_000;
  private static final byte[] PIECES =
      "<>&;!?/='\"[]-:%#x0 \n\t\0DOCTYPEntity".getBytes(StandardCharsets.UTF_8);

  private static final List<String> SEEDS =
      List.of(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Delete"
              + " xmlns=\"urn:a\"><Object><Key>a&amp;b&#x20;"
              + "</Key></Object><Quiet>true</Quiet></Delete>",
          "<!DOCTYPE d [<!ENTITY x \"y\">]><Delete><Key>&x;</Key></Delete>",
          "<p:Delete xmlns:p=\"urn:p\" a=\"1\"><![CDATA[x]]><!-- c --><?pi y?></p:Delete>");

  @Test
  void read_mutatedDocuments_nothingButMalformed() {
    Random random = new Random(20261122);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = mutated(SEEDS.get(round % SEEDS.size()), random);
      assertThatCode(() -> readOrRefuse(body))
          .as("%s", Arrays.toString(body))
          .doesNotThrowAnyException();
    }
  }

  private static void readOrRefuse(byte[] body) {
    try {
      XmlReader.read(body, "Delete", XmlLimits.SMALL);
    } catch (ObjectStoreException refused) {
      // As it should.
    }
  }

  private static byte[] mutated(String seed, Random random) {
    byte[] body = seed.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = PIECES[random.nextInt(PIECES.length)];
        case 2 -> body = Arrays.copyOf(body, Math.max(1, at));
        default -> {
          byte[] longer = Arrays.copyOf(body, body.length + body.length - at);
          System.arraycopy(body, at, longer, body.length, body.length - at);
          body = longer;
        }
      }
    }
    return body;
  }
}

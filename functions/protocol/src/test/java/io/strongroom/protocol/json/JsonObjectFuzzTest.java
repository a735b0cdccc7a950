package io.strongroom.protocol.json;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, the members are there or the body is refused: nothing else escapes. */
class JsonObjectFuzzTest {

  private static final int ROUNDS = 20_000;
  private static final byte[] PIECES = "{}[]\",:\\u0eE-.1tn \n\0".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SEED =
      """
      {"KeyId":"alias/\\u00e9","NumberOfBytes":64,"EncryptionContext":{"a":"b"},
       "GrantTokens":["t",{"x":[1.5e3,null]}],"DryRun":false,"CiphertextBlob":"AAAA"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void parse_mutatedBodies_nothingButRefused() {
    Random random = new Random(20261122);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = mutated(random);
      assertThatCode(() -> readOrRefuse(body))
          .as("%s", Arrays.toString(body))
          .doesNotThrowAnyException();
    }
  }

  private static void readOrRefuse(byte[] body) {
    try {
      JsonObject members = JsonObject.parse(body);
      members.text("KeyId");
      members.whole("NumberOfBytes");
      members.textMap("EncryptionContext");
      members.flag("DryRun");
      members.blob("CiphertextBlob");
    } catch (JsonRejected refused) {
      // As it should.
    }
  }

  private static byte[] mutated(Random random) {
    byte[] body = SEED.clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(3)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = PIECES[random.nextInt(PIECES.length)];
        default -> body = Arrays.copyOf(body, Math.max(1, at));
      }
    }
    return body;
  }
}

package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObjectAnswersTest {

  @Test
  void render_s3_asTheGolden() throws Exception {
    assertGolden("s3-objects.txt", S3Vocabulary.words());
  }

  @Test
  void render_obs_asTheGolden() throws Exception {
    assertGolden("obs-objects.txt", ObsVocabulary.words());
  }

  private static void assertGolden(String name, Vocabulary words) throws Exception {
    try (InputStream golden = ObjectAnswersTest.class.getResourceAsStream("/goldens/" + name)) {
      assertThat(ObjectAnswers.of(words))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

package io.strongroom.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.kms.KmsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void why_everyKind_isAFewWords() {
    Map<Exception, String> words =
        Map.of(
            new CiphertextRejected("tag"), "rejected: tag",
            new NoSuchFileException("/a"), "not there",
            new AccessDeniedException("/a"), "permission denied",
            new FileSystemException("/a", null, "Too many links"), "Too many links",
            new FileSystemException("/a"), "/a",
            new IOException("No space left on device"), "No space left on device",
            new IOException(), "IOException");

    words.forEach((failure, why) -> assertThat(Sentences.why(failure)).isEqualTo(why));
  }

  @Test
  void of_kmsException_saysWhatToDo() {
    Map<KmsException, String> advice =
        Map.of(
            new KmsException.Throttled("m", Optional.empty()), "try again later",
            new KmsException.Unavailable("m"), "see that it runs",
            new KmsException.Disabled("m"), "make the key usable",
            new KmsException.InvalidState("m"), "make the key usable",
            new KmsException.NotFound("m"), "ask the KMS that has the key",
            new KmsException.InvalidKeyUsage("m"), "see that --kms is a KMS",
            new KmsException.InvalidRequest("m"), "see that --kms is a KMS",
            new KmsException.AccessDenied("m"), "see that AWS_ACCESS_KEY_ID",
            new KmsException.CiphertextInvalid("m"), "ask the KMS that wrapped the key");

    advice.forEach(
        (failure, words) ->
            assertThat(Sentences.of(failure)).contains("did not unwrap the key (m): " + words));
  }

  @Test
  void of_noCredentials_saysWhichVariables() {
    KmsException failure =
        new KmsException.Unavailable("Decrypt: Unable to load credentials from any of [...]");

    assertThat(Sentences.of(failure))
        .isEqualTo("no credentials for the KMS: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void line_controlCharacters_areSpaces() {
    assertThat(Sentences.line("a\n\r\u001b[31mb\u009bc\u2028d")).isEqualTo("a [31mb c d");
    assertThat(Sentences.line("x".repeat(5000))).hasSizeLessThan(2100);
  }
}

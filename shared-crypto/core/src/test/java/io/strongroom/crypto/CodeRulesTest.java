package io.strongroom.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that reading the source can hold. */
class CodeRulesTest {

  private static final Path MAIN = SpecCoverageTest.sharedCrypto().resolve("core/src/main/java");

  @Test
  void cipherLookup_onlyInAead() throws IOException {
    assertThat(filesWith("Cipher.getInstance")).allMatch(file -> file.contains("/aead/"));
  }

  /** What is compared otherwise is public. */
  @Test
  @Spec("GEN-2")
  void comparison_leakingTime_onlyOfPublicValues() throws IOException {
    assertThat(filesWith("Arrays.equals"))
        .allMatch(f -> f.endsWith("/kms/WrappedKey.java") || f.endsWith("/RecordReader.java"));
    // The order of names, and the trial of the vectors on a key of its own.
    assertThat(filesWith("Arrays.compare")).allMatch(f -> f.endsWith("/Envelope.java"));
    assertThat(filesWith("Arrays.mismatch")).allMatch(f -> f.endsWith("/CryptoWarmUp.java"));
    assertThat(filesWith("MessageDigest.isEqual"))
        .anyMatch(f -> f.endsWith("/Sm4Gcm.java"))
        .anyMatch(f -> f.endsWith("/StreamCommitment.java"))
        .anyMatch(f -> f.endsWith("/Wrapping.java"))
        .anyMatch(f -> f.endsWith("/PartManifest.java"));
  }

  @Test
  void providers_neverChangedGlobally() throws IOException {
    for (String call : List.of("Security.", "addProvider", "setProperty(")) {
      assertThat(filesWith(call)).isEmpty();
    }
  }

  private static List<String> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<String> found = new java.util.ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains(text)) {
          found.add(file.toString().replace('\\', '/'));
        }
      }
      return found;
    }
  }
}

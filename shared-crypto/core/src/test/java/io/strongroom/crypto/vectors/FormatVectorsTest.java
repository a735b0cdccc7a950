package io.strongroom.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors of SPEC §12: every file on disk does what it says, and is what the generator makes.
 * Written anew with {@code -Dstrongroom.vectors.write=true}.
 */
@Spec({
  "GEN-3", "SUITE-1", "ENV-6", "LAYER-1", "LAYER-2", "LAYER-3", "SUITE-2", "SEG-4", "SEG-6",
  "SEG-7", "SEG-8", "SEG-9", "SEG-11", "ENV-1", "ENV-2", "ENV-3", "ENV-4", "WRAP-2", "WRAP-3",
  "WRAP-4", "MAN-1", "MAN-2", "MAN-3", "META-2"
})
class FormatVectorsTest {

  private static final Path VECTORS = vectors();

  /** Who reads the cases of a folder, and which of their lines holds the bytes. */
  private enum Folder {
    STREAM("stream", StreamReading::read),
    ENVELOPE("envelope", EnvelopeReading::envelope),
    OPEN("envelope", EnvelopeReading::open),
    EXPORT("record", EnvelopeReading::export),
    WRAP("wrapped", RecordReading::wrap),
    MANIFEST("manifest", RecordReading::manifest),
    METADATA("sealed", RecordReading::metadata);

    private final String subject;
    private final Consumer<VectorFile> reading;

    Folder(String subject, Consumer<VectorFile> reading) {
      this.subject = subject;
      this.reading = reading;
    }

    private static Folder of(String name) {
      return valueOf(name.substring(0, name.indexOf('/')).toUpperCase(Locale.ROOT));
    }

    private Cases cases(Map<String, VectorFile> files, Suite suite) {
      return new Cases(files, name().toLowerCase(Locale.ROOT), suite);
    }
  }

  private static Path vectors() {
    String root = System.getProperty("strongroom.root");
    return (root == null ? Path.of("..") : Path.of(root, "shared-crypto")).resolve("vectors");
  }

  private static Map<String, VectorFile> generated() {
    Map<String, VectorFile> files = new TreeMap<>();
    for (Suite suite : Suite.values()) {
      WrapVectors wraps = new WrapVectors(Folder.WRAP.cases(files, suite));
      wraps.add();
      if (suite.isTwice()) {
        wraps.addOuter();
        new LayeredStreamVectors(Folder.STREAM.cases(files, suite)).add();
        new LayeredEnvelopeVectors(Folder.ENVELOPE.cases(files, suite)).add();
        LayeredEnvelopeVectors.addOpen(Folder.OPEN.cases(files, suite));
      } else {
        new StreamVectors(Folder.STREAM.cases(files, suite)).add();
        new EnvelopeVectors(Folder.ENVELOPE.cases(files, suite)).add();
        new OpenVectors(Folder.OPEN.cases(files, suite)).add();
        new ExportVectors(Folder.EXPORT.cases(files, suite)).add();
      }
      new ManifestVectors(Folder.MANIFEST.cases(files, suite)).add();
      new MetadataVectors(Folder.METADATA.cases(files, suite)).add();
    }
    return files;
  }

  static Stream<String> cases() throws IOException {
    if (Boolean.getBoolean("strongroom.vectors.write")) {
      for (var file : generated().entrySet()) {
        Path path = VECTORS.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue().text());
      }
    }
    try (Stream<Path> paths = Files.walk(VECTORS)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> VECTORS.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static VectorFile read(String name) {
    try {
      return VectorFile.parse(Files.readString(VECTORS.resolve(name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void files_generatedAgain_theSame() throws IOException {
    Map<String, String> onDisk = new TreeMap<>();
    cases().forEach(name -> onDisk.put(name, read(name).text()));
    Map<String, String> made = new TreeMap<>();
    generated().forEach((name, file) -> made.put(name, file.text()));

    assertThat(onDisk.keySet()).isEqualTo(made.keySet());
    made.forEach((name, text) -> assertThat(onDisk.get(name).equals(text)).as(name).isTrue());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void file_read_asItSays(String name) {
    Folder folder = Folder.of(name);
    VectorFile file = read(name).resolve(folder.subject, FormatVectorsTest::read);
    if (file.expectsSuccess()) {
      folder.reading.accept(file);
    } else {
      assertThatThrownBy(() -> folder.reading.accept(file)).isInstanceOf(CiphertextRejected.class);
    }
  }
}

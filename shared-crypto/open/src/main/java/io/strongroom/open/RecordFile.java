package io.strongroom.open;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.ObjectRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an exported record (SPEC §4.2). */
final class RecordFile {

  /** Longer than any that {@link ObjectRecord} takes: only the ARN may be other than ASCII. */
  private static final int MAX_BYTES = 3 << 20;

  private RecordFile() {}

  static ObjectRecord read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw notARecord(file, "too long");
      }
      return ObjectRecord.fromJson(bytes);
    } catch (CiphertextRejected e) {
      throw notARecord(file, e.reason());
    } catch (IOException e) {
      throw new NotOpened(
          "the record %s cannot be read (%s): give the file that strongroom record wrote"
              .formatted(file, Sentences.why(e)));
    }
  }

  private static NotOpened notARecord(Path file, String why) {
    return new NotOpened(
        "%s is not an object's record (%s): give what strongroom record wrote, unchanged"
            .formatted(file, why));
  }
}

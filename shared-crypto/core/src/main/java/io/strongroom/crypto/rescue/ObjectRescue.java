package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.FileInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.StreamCommitment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts an object together from its blobs. Files need no certain names or order: each says in its
 * header which stream it is, and the authenticated manifest says which streams are wanted.
 */
public final class ObjectRescue {

  private static final int BUFFER_BYTES = 4 * SealedSize.SEGMENT_BYTES;

  private ObjectRescue() {}

  /**
   * Writes the object's plaintext to {@code out}.
   *
   * @param places files, or folders that are searched; others' blobs among them do no harm
   * @return the number of bytes written
   * @throws CiphertextRejected when the key, the record or a blob is not the right one; what was
   *     written so far is authentic, but not the whole object
   * @throws NoSuchFileException when a blob of the object is not there
   * @throws IOException when a file cannot be read or {@code out} not written
   */
  public static long open(ObjectRecord record, RescueKey key, List<Path> places, OutputStream out)
      throws IOException {
    try (DataKey dataKey = key.unwrap(record);
        MetadataKey metadataKey = MetadataKey.of(dataKey)) {
      PartManifest manifest = PartManifest.decode(record.manifest(), metadataKey);
      Map<StreamCommitment, Path> blobs = find(places);
      for (Part part : manifest.parts()) {
        Path blob = blobs.get(part.commitment());
        if (blob == null) {
          throw new NoSuchFileException("blob " + part.blobId());
        }
        copy(part, dataKey, blob, out);
      }
      return manifest.plaintextLength();
    }
  }

  private static void copy(Part part, DataKey key, Path blob, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (SealedReader reader = part.open(key, FileInput.open(blob))) {
      long position = 0;
      for (int read = reader.read(0, buffer, 0, buffer.length);
          read > 0;
          read = reader.read(position, buffer, 0, buffer.length)) {
        out.write(buffer, 0, read);
        position += read;
      }
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private static Map<StreamCommitment, Path> find(List<Path> places) throws IOException {
    Map<StreamCommitment, Path> found = new HashMap<>();
    for (Path place : places) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          if (Files.size(file) > SealedSize.HEADER_BYTES) {
            found.put(commitment(file), file);
          }
        }
      }
    }
    return found;
  }

  private static StreamCommitment commitment(Path file) throws IOException {
    byte[] header = new byte[StreamCommitment.BYTES];
    try (FileInput in = FileInput.open(file)) {
      in.readFully(SealedSize.SALT_BYTES, header, 0, header.length);
    }
    return StreamCommitment.of(header);
  }
}

package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Puts an object together from its blobs. Files need no certain names or order: each says in its
 * header which stream it is, and the authenticated manifest says which streams are wanted. Of
 * several files for one blob any good one will do, and so will damaged ones of which each has its
 * header and end, and one is good at each place between.
 *
 * <p>First {@link #verify}, then {@link #find}, then {@link #write}. Not thread-safe.
 */
public final class ObjectRescue {

  private static final int BUFFER_BYTES = 4 * SealedSize.SEGMENT_BYTES;

  private final DataKey key;
  private final PartManifest manifest;
  private final Map<Integer, List<Path>> files = new TreeMap<>();

  private ObjectRescue(DataKey key, PartManifest manifest) {
    this.key = key;
    this.manifest = manifest;
  }

  /**
   * Verifies the record's part manifest.
   *
   * @param key as {@link RescueKey#unwrap} gave it for {@code record}; lent, and needed until the
   *     object is written
   * @throws CiphertextRejected when the manifest was not made under {@code key}
   */
  public static ObjectRescue verify(ObjectRecord record, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return new ObjectRescue(key, PartManifest.decode(record.manifest(), metadataKey));
    }
  }

  /**
   * Searches for the object's blobs. Folders and files that cannot be read are passed over.
   *
   * @param places files, or folders that are searched; others' blobs among them do no harm
   * @param unread told of everything passed over, and why
   * @throws BlobMissing when a blob of the object was not found
   */
  public void find(List<Path> places, BiConsumer<Path, IOException> unread) throws BlobMissing {
    BlobSearch search = new BlobSearch(manifest.parts(), unread);
    places.forEach(search::search);
    manifest.parts().forEach(part -> files.put(part.number(), search.filesOf(part)));
    List<Part> missing = manifest.parts().stream().filter(p -> filesOf(p).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new BlobMissing(missing.getFirst().blobId(), missing.size(), search.unreadPlaces());
    }
  }

  /**
   * Writes the object's plaintext to {@code out}, each byte once.
   *
   * @return the number of bytes written
   * @throws BlobUnusable when none of a blob's files gives some part of it; what was written so far
   *     is authentic, but not the whole object
   * @throws IOException when {@code out} cannot be written
   */
  public long write(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (Part part : manifest.parts()) {
        write(part, buffer, out);
      }
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
    return manifest.plaintextLength();
  }

  private void write(Part part, byte[] buffer, OutputStream out) throws IOException {
    try (BlobSource source = new BlobSource(part, key, filesOf(part))) {
      for (int read = source.read(buffer); read > 0; read = source.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  private List<Path> filesOf(Part part) {
    return files.getOrDefault(part.number(), List.of());
  }
}

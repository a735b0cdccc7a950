package io.strongroom.demo;

import io.strongroom.crypto.envelope.Envelope;
import java.nio.file.Path;
import java.util.List;

/**
 * What the server keeps of one object.
 *
 * @param envelope how its data key is wrapped
 * @param blobs its sealed bytes, one file for each part
 */
record StoredRecord(Envelope envelope, List<Path> blobs) {
  StoredRecord {
    blobs = List.copyOf(blobs);
  }

  /** The one file of an object written in one piece. */
  Path blob() {
    return blobs.getFirst();
  }
}

package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Files with a blob's header were found, and none of them gives what the blob holds. */
public final class BlobUnusable extends IOException {

  private final UUID blobId;
  private final transient Map<Path, Exception> failures;

  BlobUnusable(UUID blobId, Map<Path, Exception> failures) {
    super("blob " + blobId);
    this.blobId = blobId;
    this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }

  public UUID blobId() {
    return blobId;
  }

  /**
   * Why each of the files was given up, in the order in which that happened: {@link
   * CiphertextRejected} when it is not the blob, cut or changed, {@link IOException} when it could
   * not be read.
   */
  public Map<Path, Exception> failures() {
    return failures;
  }
}

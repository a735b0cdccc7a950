package io.strongroom.storage.blob;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.io.IOException;
import org.jboss.logging.Logger;

/** A call to the file system whose failure the client sees as storage that is unavailable. */
@FunctionalInterface
interface DiskCall<T> {

  Logger LOG = Logger.getLogger(DiskBlobStore.class);

  T run() throws IOException;

  /**
   * Runs the call.
   *
   * @param what it does, for the log; the client learns neither this nor the file's name
   */
  static <T> T attempt(String what, DiskCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw unavailable(what, e);
    }
  }

  /** Logged here, because the exception that carries it is not. */
  static ObjectStoreException unavailable(String what, IOException cause) {
    LOG.errorf("cannot %s: %s", what, cause);
    return new ObjectStoreException(new RequestError.StorageUnavailable("blob store"), cause);
  }
}

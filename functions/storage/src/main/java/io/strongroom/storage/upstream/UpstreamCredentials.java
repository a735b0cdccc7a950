package io.strongroom.storage.upstream;

import io.strongroom.signing.Credential;
import java.io.IOException;
import java.util.Optional;

/** The access key to the store, which may change while the process runs. Thread-safe. */
public interface UpstreamCredentials {

  /**
   * The key to sign with now; may ask for it, and so blocks.
   *
   * @throws IOException when there is none that can be used
   */
  Key current() throws IOException;

  /** A key that stays as it is. */
  static UpstreamCredentials fixed(
      String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
    Key key = Key.of(accessKeyId, secretAccessKey, sessionToken);
    return () -> key;
  }

  /** An access key; of a temporary one with its token. */
  record Key(Credential credential, Optional<String> sessionToken) {

    static Key of(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
      return new Key(
          Credential.of(accessKeyId, secretAccessKey, "upstream", "upstream"), sessionToken);
    }

    @Override
    public String toString() {
      return "Key[redacted]";
    }
  }
}

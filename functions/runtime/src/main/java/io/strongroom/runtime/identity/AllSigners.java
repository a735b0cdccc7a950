package io.strongroom.runtime.identity;

import io.strongroom.protocol.http.Signers;
import io.strongroom.signing.Credential;
import java.util.Optional;

/** The access keys of the file, and those of the database where the file has none. Thread-safe. */
record AllSigners(Signers file, Signers stored) implements Signers {

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return file.find(accessKeyId).or(() -> stored.find(accessKeyId));
  }

  @Override
  public Optional<Signer> signer(String accessKeyId) {
    return file.signer(accessKeyId).or(() -> stored.signer(accessKeyId));
  }
}

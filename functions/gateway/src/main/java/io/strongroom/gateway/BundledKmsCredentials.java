package io.strongroom.gateway;

import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.signing.Credentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who may call the bundled KMS: the users, and the object functions on their behalf. */
final class BundledKmsCredentials {

  @Produces
  @Singleton
  Credentials credentials(CredentialsFile file) {
    return file.withService();
  }
}

package io.strongroom.kms.aws;

import io.strongroom.kms.provider.Secret;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** Configured credentials, with secrets as they are now. Thread-safe. */
record SecretCredentials(AwsKmsSettings.Credentials configured) implements AwsCredentialsProvider {

  @Override
  public AwsCredentials resolveCredentials() {
    Secret token = configured.sessionToken();
    return credentials(configured.secretAccessKey().read(), token == null ? "" : token.read());
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    Secret token = configured.sessionToken();
    return configured
        .secretAccessKey()
        .fetch()
        .thenCombine(
            token == null ? CompletableFuture.completedFuture("") : token.fetch(),
            (secret, session) -> (AwsCredentialsIdentity) credentials(secret, session))
        .toCompletableFuture();
  }

  private AwsCredentials credentials(String secret, String session) {
    return session.isEmpty()
        ? AwsBasicCredentials.create(configured.accessKeyId(), secret)
        : AwsSessionCredentials.create(configured.accessKeyId(), secret, session);
  }
}

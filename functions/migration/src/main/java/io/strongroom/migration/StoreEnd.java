package io.strongroom.migration;

import io.strongroom.launcher.Endpoints;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * One of the two stores of a copy: where it is and who asks.
 *
 * @param authority PEM file of the certificates to trust; empty: those that Java trusts
 */
record StoreEnd(
    URI endpoint, String region, AwsCredentialsProvider credentials, Optional<Path> authority) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * The server that runs on the data folder, as its root.
   *
   * @throws StartupException if none does
   */
  static StoreEnd serverOf(DataDirectory data) {
    try {
      Endpoints endpoints =
          Endpoints.find(data.endpointsFile())
              .filter(found -> !found.https().isEmpty())
              .orElseThrow(
                  () ->
                      new StartupException(
                          "No Strongroom runs on "
                              + data.root()
                              + "; start one with: serve --data DIR"));
      Identity root = Identities.read(data.identityFile()).root();
      return new StoreEnd(
          URI.create(endpoints.https()),
          endpoints.region(),
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(root.accessKeyId(), root.secretAccessKey())),
          endpoints.authorityIn(data));
    } catch (IOException e) {
      throw StartupException.because("Cannot use the data folder " + data.root(), e);
    }
  }

  /** For reading: what fails is asked again. */
  S3Client reader() {
    return builder().build();
  }

  /** For writing: whoever repeats a write has to look first whether it was done. */
  S3Client writer() {
    return builder()
        .overrideConfiguration(with -> with.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private S3ClientBuilder builder() {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).connectionTimeout(PATIENCE);
    authority
        .map(StoreEnd::trusting)
        .ifPresent(trust -> http.tlsTrustManagersProvider(trust::getTrustManagers));
    return S3Client.builder()
        .httpClientBuilder(http)
        .credentialsProvider(credentials)
        .region(Region.of(region))
        .endpointOverride(endpoint)
        .forcePathStyle(true);
  }

  private static TrustManagerFactory trusting(Path authority) {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw StartupException.because("Cannot read the certificates in " + authority, e);
    }
  }
}

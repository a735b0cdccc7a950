package io.strongroom.demo;

import io.strongroom.launcher.Endpoints;
import io.strongroom.local.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stock clients of the server in this process. None of them retries: the retries the demo shows are
 * the server's.
 *
 * @param http trusts the server's own certificate authority and nothing else
 * @param objects the object endpoint, over HTTPS
 * @param dataKeys the same endpoint, for data keys
 * @param kms the bundled KMS
 */
record Clients(SdkHttpClient http, S3Client objects, KmsClient dataKeys, KmsClient kms)
    implements AutoCloseable {
  /** Large files are copied within one request. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

  static Clients of(Endpoints endpoints, Identity identity, Path authority)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust = trust(authority);
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .tlsTrustManagersProvider(trust::getTrustManagers)
            .socketTimeout(ANSWER_LIMIT)
            .build();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey()));
    Region region = Region.of(endpoints.region());
    S3Client objects =
        S3Client.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .region(region)
            .endpointOverride(URI.create(endpoints.https()))
            .forcePathStyle(true)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    return new Clients(
        http,
        objects,
        kms(http, credentials, region, endpoints.https()),
        kms(http, credentials, region, endpoints.kms()));
  }

  private static KmsClient kms(
      SdkHttpClient http, StaticCredentialsProvider credentials, Region region, String endpoint) {
    return KmsClient.builder()
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .endpointOverride(URI.create(endpoint))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static TrustManagerFactory trust(Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  @Override
  public void close() {
    objects.close();
    dataKeys.close();
    kms.close();
    http.close();
  }
}

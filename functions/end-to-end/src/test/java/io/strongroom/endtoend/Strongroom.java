package io.strongroom.endtoend;

import com.obs.services.ObsClient;
import com.obs.services.ObsConfiguration;
import com.obs.services.model.AuthTypeEnum;
import io.minio.MinioClient;
import io.strongroom.protocol.http.Function;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/** A running server with an empty data folder, and stock clients of it that trust its authority. */
final class Strongroom implements AutoCloseable {
  /** A key beside those of the bundled KMS. */
  static final String FILE_KEY = "file:orders";

  private static final Region REGION = Region.US_EAST_1;

  private final Installation server;
  private final TrustManagerFactory trust;
  private final StaticCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final S3Client s3;
  private final KmsClient kms;
  private final String kmsKey;
  private final AtomicInteger buckets = new AtomicInteger();

  private Strongroom(Installation server) throws IOException, GeneralSecurityException {
    this.server = server;
    trust = trust(server.data().resolve("tls/ca.crt"));
    credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey()));
    http =
        Apache5HttpClient.builder()
            .tlsTrustManagersProvider(trust::getTrustManagers)
            .maxConnections(128)
            .build();
    s3 = s3(endpoint("https"));
    kms = kms(endpoint("kms"));
    kmsKey = newKmsKey();
  }

  /**
   * As the property {@code strongroom.installation} says: one process, or each function its own.
   */
  static Strongroom start() {
    if (!isSeparate()) {
      return start(List.of());
    }
    try {
      return of(SeparateFunctions.start(Function.PUT_OBJECT, Function.GET_OBJECT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server in a JVM with these further options. */
  static Strongroom start(List<String> jvmOptions) {
    try {
      TemporaryFolder folder = TemporaryFolder.create("strongroom-end-to-end");
      List<String> options = new ArrayList<>(jvmOptions);
      options.add("-Dstrongroom.key-service.providers.file.kind=local");
      options.add("-Dstrongroom.key-service.providers.file.key-file=" + keyFile(folder.path()));
      RunningServer server =
          RunningServer.start(folder.resolve("data"), options, "--admin", "--admin-on-kept-keys")
              .awaitReady();
      return of(new Gateway(server, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isSeparate() {
    return "separate".equals(System.getProperty("strongroom.installation"));
  }

  /** Clients of what runs already; closing them closes it. */
  static Strongroom of(Installation installation) throws IOException {
    try {
      return new Strongroom(installation);
    } catch (RuntimeException | IOException e) {
      installation.close();
      throw e;
    } catch (GeneralSecurityException e) {
      installation.close();
      throw new IllegalStateException(e);
    }
  }

  private static Path keyFile(Path folder) throws IOException {
    String key = Base64.getEncoder().encodeToString(Samples.bytes(32));
    Path file =
        Files.createFile(
            folder.resolve("orders.keys"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, "orders 1 " + key + "\n");
  }

  /** The client of the tests: HTTPS, path style, otherwise as it comes. */
  S3Client s3() {
    return s3;
  }

  S3Client s3(URI endpoint) {
    return s3Builder(endpoint).build();
  }

  /** One that tells of every failure. */
  S3Client s3WithoutRetries() {
    return s3Builder(endpoint("https"))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private S3ClientBuilder s3Builder(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .region(REGION)
        .forcePathStyle(true)
        .httpClient(http);
  }

  /** As somebody else, at one of several; tries once. */
  S3Client s3(URI endpoint, AwsCredentialsProvider who) {
    return s3Builder(endpoint)
        .credentialsProvider(who)
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** As somebody else, or as nobody; tries once. */
  S3Client s3(AwsCredentialsProvider who) {
    return s3Builder(endpoint("https"))
        .credentialsProvider(who)
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** Users, keys and policies, as somebody; tries once. */
  IamClient iam(AwsCredentialsProvider who) {
    return IamClient.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(who)
        .region(REGION)
        .httpClient(http)
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** The same as the root, with every refusal noted. */
  IamClient iamWithoutRetries(Answers answers) {
    return IamClient.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(credentials)
        .region(REGION)
        .httpClient(http)
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(answers)
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** Sessions, as somebody; tries once. */
  StsClient sts(AwsCredentialsProvider who) {
    return StsClient.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(who)
        .region(REGION)
        .httpClient(http)
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** The root of the first account. */
  AwsCredentialsProvider root() {
    return credentials;
  }

  S3Presigner presigner(AwsCredentialsProvider who) {
    return S3Presigner.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(who)
        .region(REGION)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** The client as it comes, with every refusal noted. */
  S3Client s3(Answers answers) {
    return s3Builder(answers).build();
  }

  /** The same without its retries. */
  S3Client s3WithoutRetries(Answers answers) {
    return s3Builder(answers)
        .overrideConfiguration(
            configuration ->
                configuration
                    .addExecutionInterceptor(answers)
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private S3ClientBuilder s3Builder(Answers answers) {
    return S3Client.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(credentials)
        .region(REGION)
        .forcePathStyle(true)
        .httpClient(http)
        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(answers));
  }

  /** A client of the KMS, or of the data key operations at the object endpoint; tries once. */
  KmsClient kms(URI endpoint) {
    return kmsBuilder(endpoint)
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private KmsClientBuilder kmsBuilder(URI endpoint) {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .region(REGION)
        .httpClient(http);
  }

  KmsClient kms() {
    return kms;
  }

  /** The KMS as somebody else sees it. */
  KmsClient kms(AwsCredentialsProvider who) {
    return KmsClient.builder()
        .endpointOverride(endpoint("kms"))
        .credentialsProvider(who)
        .region(REGION)
        .httpClient(http)
        .build();
  }

  /** Each function a process of its own; only where {@link #isSeparate}. */
  SeparateFunctions separate() {
    return (SeparateFunctions) server;
  }

  /** Its database, past everything that guards it. */
  Metadata metadata() {
    try {
      return new Metadata(server.database());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint("https"))
        .credentialsProvider(credentials)
        .region(REGION)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  MinioClient minio() {
    return MinioClient.builder()
        .endpoint(endpoint("https").toString())
        .credentials(accessKey(), secretKey())
        .region(REGION.id())
        .httpClient(
            new OkHttpClient.Builder()
                .sslSocketFactory(
                    tls().getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .build())
        .build();
  }

  /** The OBS dialect: the SDK speaks it to bucket sub-domains only. */
  ObsClient obs() {
    return obs(accessKey(), secretKey(), "");
  }

  /** The OBS dialect for somebody, whose temporary key has a token; others have an empty one. */
  ObsClient obs(String access, String secret, String token) {
    ObsConfiguration configuration = obsConfiguration();
    configuration.setEndPoint("https://obs.localhost:" + endpoint("https").getPort());
    configuration.setCustomizedDnsImpl(_ -> List.of(InetAddress.getLoopbackAddress()));
    return token.isEmpty()
        ? new ObsClient(access, secret, configuration)
        : new ObsClient(access, secret, token, configuration);
  }

  /** The S3 dialect of the OBS SDK, by path, signed as told. */
  ObsClient obs(AuthTypeEnum signature) {
    ObsConfiguration configuration = obsConfiguration();
    configuration.setEndPoint("https://localhost:" + endpoint("https").getPort());
    configuration.setPathStyle(true);
    configuration.setAuthType(signature);
    return new ObsClient(accessKey(), secretKey(), configuration);
  }

  private ObsConfiguration obsConfiguration() {
    ObsConfiguration configuration = new ObsConfiguration();
    configuration.setTrustManagerFactory(trust);
    configuration.setValidateCertificate(true);
    configuration.setMaxErrorRetry(0);
    return configuration;
  }

  /** The server's data folder. */
  Path data() {
    return server.data();
  }

  /** What the server has said so far. */
  String log() throws IOException {
    return server.log();
  }

  URI endpoint(String name) {
    try {
      return server.endpoint(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SSLContext tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code strongroom env} would set. */
  Map<String, String> clientEnvironment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", accessKey(),
        "AWS_SECRET_ACCESS_KEY", secretKey(),
        "AWS_REGION", REGION.id(),
        "AWS_ENDPOINT_URL_KMS", endpoint("kms").toString());
  }

  /** A KMS key of the tests, as ARN. */
  String kmsKey() {
    return kmsKey;
  }

  String newKmsKey() {
    // The KMS admits five new keys a second; tests that are quick ask for more.
    try (var patient =
        kmsBuilder(endpoint("kms"))
            .overrideConfiguration(
                configuration ->
                    configuration.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(20)
                            .build()))
            .build()) {
      return patient.createKey().keyMetadata().arn();
    }
  }

  /** A bucket of its own for a test. */
  String newBucket() {
    String name = "bucket-" + buckets.incrementAndGet();
    s3.createBucket(request -> request.bucket(name));
    return name;
  }

  String accessKey() {
    return identity("root.access-key-id");
  }

  String secretKey() {
    return identity("root.secret-access-key");
  }

  private String identity(String key) {
    try {
      return server.property("identity.properties", key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrustManagerFactory trust(Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  @Override
  public void close() {
    s3.close();
    kms.close();
    http.close();
    server.close();
  }
}

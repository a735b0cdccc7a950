package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.obs.services.ObsClient;
import com.obs.services.model.PutObjectRequest;
import com.obs.services.model.SseKmsHeader;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** One region for both dialects of the objects and both of the KMS, in every partition. */
class RegionsIT {

  private static final byte[] CONTENT = Samples.bytes(1000);

  @ParameterizedTest
  @CsvSource({"eu-central-1, aws", "cn-north-4, aws-cn", "us-gov-west-1, aws-us-gov"})
  void region_reachesBothApis_andItsKeyIsAnsweredAsItIsTaken(String region, String partition)
      throws Exception {
    TemporaryFolder folder = TemporaryFolder.create("strongroom-regions");
    RunningServer server =
        RunningServer.start(folder.resolve("data"), "--region", region).awaitReady();
    try (Strongroom strongroom = Strongroom.of(new Gateway(server, folder));
        ObsClient obs = strongroom.obs()) {
      String arn = newKey(strongroom, region);
      assertThat(arn).startsWith("arn:" + partition + ":kms:" + region + ":");
      String place = KeyName.placed(arn).orElseThrow().place();

      obs.createBucket("regions");
      assertThat(put(obs, place)).isEqualTo(place);
      assertThat(put(obs, arn)).isEqualTo(place);
      assertThat(put(obs, put(obs, place))).isEqualTo(place);
      assertOpensByDew(strongroom, place);
    }
  }

  private static String newKey(Strongroom strongroom, String region) {
    Map<String, String> environment = strongroom.clientEnvironment();
    try (KmsClient kms =
        KmsClient.builder()
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_KMS")))
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"))))
            .httpClient(Apache5HttpClient.create())
            .build()) {
      return kms.createKey().keyMetadata().arn();
    }
  }

  /** The key's name in the answer. */
  private static String put(ObsClient obs, String key) {
    PutObjectRequest request =
        new PutObjectRequest("regions", "k", new ByteArrayInputStream(CONTENT));
    SseKmsHeader header = new SseKmsHeader();
    header.setKmsKeyId(key);
    request.setSseKmsHeader(header);
    return obs.putObject(request)
        .getResponseHeaders()
        .get("server-side-encryption-kms-key-id")
        .toString();
  }

  // Keys of Huawei's API are in the server's region: it finds this one by its id alone.
  private static void assertOpensByDew(Strongroom strongroom, String key) {
    Map<String, String> environment = strongroom.clientEnvironment();
    Requester alice = new Requester(PrincipalName.of("arn:alice"), "r1");
    try (var dew =
        ConfiguredKms.create(
            "dew",
            Map.of(
                "endpoint", environment.get("AWS_ENDPOINT_URL_KMS"),
                "project-id", "project1",
                "access-key-id", environment.get("AWS_ACCESS_KEY_ID"),
                "secret-access-key", environment.get("AWS_SECRET_ACCESS_KEY")))) {
      var made =
          dew.generateDataKey(KeyName.parse(key), 32, EncryptionContext.empty(), alice)
              .toCompletableFuture()
              .join();
      var opened =
          dew.decrypt(KeyName.parse(key), made.wrapped(), EncryptionContext.empty(), alice)
              .toCompletableFuture()
              .join();
      assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
    }
  }
}

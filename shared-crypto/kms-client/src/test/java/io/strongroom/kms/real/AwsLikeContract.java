package io.strongroom.kms.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.contract.KmsClientContract;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

/** The AWS provider against a program that others wrote to be taken for AWS KMS. */
abstract class AwsLikeContract extends KmsClientContract {

  private static final String REGION = "eu-central-1";

  /** One server, its keys, and the provider's client of it. */
  static final class Server implements AutoCloseable {
    private final RealProgram program;
    final KmsAsyncClient admin;
    private final AwsKmsClient client;
    private final String key;
    private final String other;

    Server(RealProgram program) {
      this.program = program;
      URI endpoint = URI.create("http://127.0.0.1:" + program.port());
      Duration patience = Duration.ofSeconds(20);
      this.admin =
          KmsAsyncClient.builder()
              .region(Region.of(REGION))
              .endpointOverride(endpoint)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("AK", "SK")))
              .build();
      this.client =
          AwsKmsClient.create(
              new AwsKmsSettings(
                  REGION,
                  endpoint,
                  new AwsKmsSettings.Credentials("AK", "SK"),
                  new AwsKmsSettings.Http(patience, patience, 10),
                  false));
      this.key = newKey();
      this.other = newKey();
    }

    static String id(String arn) {
      return arn.substring(arn.indexOf('/') + 1);
    }

    final String newKey() {
      return admin.createKey(request -> {}).join().keyMetadata().arn();
    }

    @Override
    public void close() {
      client.close();
      admin.close();
      program.close();
    }
  }

  abstract Server server();

  @Override
  protected KmsClient kms() {
    return server().client;
  }

  @Override
  protected String key() {
    return server().key;
  }

  @Override
  protected String otherKey() {
    return server().other;
  }

  @Override
  protected String unknownKey() {
    return server().key.replaceFirst("/.*", "/" + UUID.randomUUID());
  }

  @Test
  void alias_isTheKey() {
    String alias = "alias/t" + UUID.randomUUID();
    server().admin.createAlias(request -> request.aliasName(alias).targetKeyId(key())).join();
    assertThat(get(kms().generateDataKey(KeyName.parse(alias), 32, CONTEXT, ALICE)).keyId().text())
        .isEqualTo(key());
  }

  @Test
  void serverAway_unavailable() {
    Duration patience = Duration.ofSeconds(5);
    try (AwsKmsClient nobody =
        AwsKmsClient.create(
            new AwsKmsSettings(
                REGION,
                URI.create("http://127.0.0.1:9"),
                new AwsKmsSettings.Credentials("AK", "SK"),
                new AwsKmsSettings.Http(patience, patience, 1),
                false))) {
      assertThat(failure(nobody.describeKey(KeyName.parse(key()), ALICE)))
          .isInstanceOf(KmsException.Unavailable.class);
    }
  }
}

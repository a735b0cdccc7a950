package io.strongroom.kms.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.testing.StubServer;
import io.strongroom.kms.testing.StubServer.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that are refused, missing or replaced. */
class AwsCredentialsTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "req-1");
  private static final AtomicReference<Response> ANSWER = new AtomicReference<>();
  private static final StubServer SERVER = StubServer.answering(request -> ANSWER.get());
  private static final AwsKmsClient CLIENT =
      AwsKmsClient.create(
          new AwsKmsSettings(
              "eu-central-1",
              SERVER.uri(),
              new AwsKmsSettings.Credentials("AKTEST", "secret-access-key"),
              new AwsKmsSettings.Http(Duration.ofSeconds(15), Duration.ofSeconds(1), 10),
              false));

  @AfterAll
  static void stop() {
    closeLater(CLIENT);
    SERVER.close();
  }

  private static void closeLater(AwsKmsClient client) {
    Thread.startVirtualThread(client::close);
  }

  private static KmsException failure(AwsKmsClient client) {
    try {
      client.describeKey(KeyName.parse("k"), ALICE).toCompletableFuture().join();
    } catch (CompletionException e) {
      return (KmsException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  @Test
  void ownCredentialsRefused_troubleUntilTheyAreTaken() {
    ANSWER.set(
        Response.json(400, "{\"__type\":\"UnrecognizedClientException\",\"message\":\"AKTEST\"}"));
    assertThat(failure(CLIENT)).isInstanceOf(KmsException.Unavailable.class);
    assertThat(CLIENT.trouble())
        .hasValueSatisfying(what -> assertThat(what).contains("UnrecognizedClientException"));
    ANSWER.set(Response.json(400, "{\"__type\":\"NotFoundException\"}"));
    assertThat(failure(CLIENT)).isInstanceOf(KmsException.NotFound.class);
    assertThat(CLIENT.trouble()).isEmpty();
  }

  @Test
  void secretInFile_readAtEachCall(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("secret");
    AwsKmsClient client =
        AwsKmsClient.create(
            new AwsKmsSettings(
                "eu-central-1",
                SERVER.uri(),
                new AwsKmsSettings.Credentials("AKTEST", Secret.inFile(file), null),
                new AwsKmsSettings.Http(Duration.ofSeconds(15), Duration.ofSeconds(1), 1),
                false));
    ANSWER.set(Response.json(400, "{\"__type\":\"NotFoundException\"}"));
    assertThat(failure(client)).isInstanceOf(KmsException.Unavailable.class);
    assertThat(client.trouble()).hasValueSatisfying(what -> assertThat(what).contains("secret"));
    Files.writeString(file, "s3cret\n");
    assertThat(failure(client)).isInstanceOf(KmsException.NotFound.class);
    assertThat(client.trouble()).isEmpty();
    closeLater(client);
  }
}

package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Many change who may do what while as many do it. */
@ExtendWith(StrongroomExtension.class)
class IdentityStormIT {

  private static final int EACH = 16;
  private static final int ROUNDS = 12;
  private static final String ALLOW =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

  private final Strongroom strongroom;
  private final IamClient iam;
  private final String bucket;
  private final Set<String> surprises = ConcurrentHashMap.newKeySet();
  private final AtomicInteger served = new AtomicInteger();

  IdentityStormIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.iam = strongroom.iam(strongroom.root());
    this.bucket = strongroom.newBucket();
    strongroom
        .s3()
        .putObject(request -> request.bucket(bucket).key("plan"), RequestBody.fromString("plan"));
  }

  /** A user with a key, made for this test. */
  private record Person(String name, String keyId, S3Client client) {}

  private Person person() {
    String name = "storm-" + UUID.randomUUID();
    iam.createUser(request -> request.userName(name));
    iam.putUserPolicy(request -> request.userName(name).policyName("read").policyDocument(ALLOW));
    AccessKey key = iam.createAccessKey(request -> request.userName(name)).accessKey();
    return new Person(
        name,
        key.accessKeyId(),
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))));
  }

  @Test
  void sixteenChange_sixteenUse_nothingIsStuck_andARevokedKeyEnds() throws Exception {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      people.add(person());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * EACH)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (Person person : people) {
        work.add(() -> changing(person));
        work.add(() -> using(person));
      }
      for (Future<Void> done : threads.invokeAll(work, 5, TimeUnit.MINUTES)) {
        done.get();
      }
    }

    assertThat(surprises).isEmpty();
    assertThat(served).hasPositiveValue();
    for (Person person : people) {
      iam.putUserPolicy(
          request -> request.userName(person.name()).policyName("read").policyDocument(ALLOW));
      iam.updateAccessKey(
          request -> request.userName(person.name()).accessKeyId(person.keyId()).status("Active"));
    }
    Thread.sleep(Duration.ofSeconds(1));
    for (Person person : people) {
      assertThat(get(person)).isEqualTo("plan");
      iam.updateAccessKey(
          request ->
              request.userName(person.name()).accessKeyId(person.keyId()).status("Inactive"));
    }
    Thread.sleep(Duration.ofSeconds(1));
    for (Person person : people) {
      assertThatThrownBy(() -> get(person)).isInstanceOf(S3Exception.class);
    }
  }

  private String get(Person person) {
    return person
        .client()
        .getObjectAsBytes(request -> request.bucket(bucket).key("plan"))
        .asString(StandardCharsets.UTF_8);
  }

  private Void changing(Person person) {
    for (int i = 0; i < ROUNDS; i++) {
      try {
        switch (i % 4) {
          case 0 ->
              iam.deleteUserPolicy(request -> request.userName(person.name()).policyName("read"));
          case 1 ->
              iam.putUserPolicy(
                  request ->
                      request.userName(person.name()).policyName("read").policyDocument(ALLOW));
          case 2 ->
              iam.updateAccessKey(
                  request ->
                      request
                          .userName(person.name())
                          .accessKeyId(person.keyId())
                          .status("Inactive"));
          default ->
              iam.updateAccessKey(
                  request ->
                      request.userName(person.name()).accessKeyId(person.keyId()).status("Active"));
        }
      } catch (IamException refused) {
        // A busy database is an answer; anything of the server's own is not.
        if (refused.statusCode() != 503) {
          surprises.add("change: " + refused.getMessage());
        }
      } catch (SdkException other) {
        surprises.add("change: " + other);
      }
    }
    return null;
  }

  private Void using(Person person) {
    for (int i = 0; i < 3 * ROUNDS; i++) {
      try {
        assertThat(get(person)).isEqualTo("plan");
        served.incrementAndGet();
      } catch (S3Exception refused) {
        if (refused.statusCode() != 403 && refused.statusCode() != 503) {
          surprises.add("use: " + refused.getMessage());
        }
      } catch (SdkException other) {
        surprises.add("use: " + other);
      }
    }
    return null;
  }
}

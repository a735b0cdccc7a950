package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.server.KmsEndpoint;
import io.strongroom.emulator.service.KeyFinder;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;

/** Default keys of Huawei's services belong to an account, those of AWS to a region of it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DefaultMasterKeysTest {

  private static final String OBS = "alias/obs/default";
  private static final List<String> REGIONS =
      List.of("eu-north-1", "eu-south-1", "me-south-1", "af-south-1");

  @Inject KmsEndpoint endpoint;
  @Inject KeyFinder finder;

  private KmsClient in(String region) {
    return Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, region);
  }

  private static String keyOf(KmsClient kms, String name) {
    return kms.describeKey(r -> r.keyId(name)).keyMetadata().keyId();
  }

  private static Scope freshAccount(String region) {
    long number = ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L);
    return new Scope(AccountId.of(Long.toString(number)), Region.of(region));
  }

  private KmsKey find(Scope scope, String name) {
    return finder
        .find(scope, new KeyReference.Named(name, Optional.empty(), name))
        .await()
        .indefinitely();
  }

  @Test
  void huaweis_isTheSameInEveryRegion_andOpensWhatAnotherSealed() {
    try (KmsClient here = in("eu-central-1");
        KmsClient there = in("eu-central-2")) {
      String key = keyOf(here, OBS);
      SdkBytes sealed =
          here.encrypt(r -> r.keyId(OBS).plaintext(SdkBytes.fromUtf8String("text")))
              .ciphertextBlob();

      assertThat(keyOf(there, OBS)).isEqualTo(key);
      assertThat(there.decrypt(r -> r.keyId(key).ciphertextBlob(sealed)).plaintext().asUtf8String())
          .isEqualTo("text");
      assertThat(there.listKeysPaginator().keys().stream().map(KeyListEntry::keyId)).contains(key);
    }
  }

  @Test
  void huaweis_askedForByItsId_isKnownWhereItWasNotUsedYet() {
    try (KmsClient here = in("eu-central-1");
        KmsClient there = in("ap-southeast-3")) {
      String key = keyOf(here, OBS);

      assertThat(keyOf(there, key)).isEqualTo(key);
      assertThat(keyOf(there, OBS)).isEqualTo(key);
    }
  }

  @Test
  void awss_isAnotherOneInEachRegion() {
    try (KmsClient here = in("eu-central-1");
        KmsClient there = in("eu-central-2")) {
      assertThat(keyOf(there, "alias/aws/s3")).isNotEqualTo(keyOf(here, "alias/aws/s3"));
    }
  }

  @Test
  void huaweis_ofAnotherPartitionOrAccount_isAnother() {
    Scope scope = freshAccount("eu-north-1");
    Scope china = new Scope(scope.account(), Region.of("cn-north-1"));

    KmsKey key = find(scope, OBS);

    assertThat(find(freshAccount("eu-north-1"), OBS).arn().keyId()).isNotEqualTo(key.arn().keyId());
    assertThat(find(china, OBS).currentMaterial()).isNotEqualTo(key.currentMaterial());
  }

  @RepeatedTest(10)
  void huaweis_firstAskedForInFourRegionsAtOnce_isOne() throws Exception {
    Scope account = freshAccount("eu-north-1");
    List<Callable<KmsKey>> asking =
        IntStream.range(0, 16)
            .mapToObj(i -> new Scope(account.account(), Region.of(REGIONS.get(i % 4))))
            .<Callable<KmsKey>>map(scope -> () -> find(scope, OBS))
            .toList();

    List<KmsKey> found = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<KmsKey> each : clients.invokeAll(asking)) {
        found.add(each.get());
      }
    }

    assertThat(distinct(found.stream().map(key -> key.arn().keyId()))).hasSize(1);
    assertThat(distinct(found.stream().map(KmsKey::currentMaterial))).hasSize(1);
    assertThat(distinct(found.stream().map(KmsKey::arn))).hasSize(REGIONS.size());
  }

  private static List<?> distinct(Stream<?> all) {
    return all.distinct().toList();
  }
}

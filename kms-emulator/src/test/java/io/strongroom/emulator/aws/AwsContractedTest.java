package io.strongroom.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.contract.Op;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation of the API is in the contract of operations, or has tests of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AwsContractedTest {

  /** Those of no key, of several, or of a key that has to be made for them. */
  private static final Map<String, String> TESTED_BY =
      Map.ofEntries(
          Map.entry("CreateKey", "KeyManagementTest"),
          Map.entry("ListKeys", "contract.AwsAnswersTest"),
          Map.entry("ListAliases", "contract.AwsAnswersTest"),
          Map.entry("GenerateRandom", "contract.AwsLimitsTest"),
          Map.entry("UpdateAlias", "AwsSdkTest"),
          Map.entry("DeleteAlias", "ConditionKeysTest"),
          Map.entry("RetireGrant", "RetireGrantTest"),
          Map.entry("ListRetirableGrants", "contract.RetirableGrantsTest"),
          Map.entry("ImportKeyMaterial", "ImportTest"),
          Map.entry("DeriveSharedSecret", "PublicKeyTest"),
          Map.entry("ReplicateKey", "ReplicaTest"),
          Map.entry("UpdatePrimaryRegion", "ReplicaTest"),
          Map.entry("CreateCustomKeyStore", "WireTest"),
          Map.entry("ConnectCustomKeyStore", "contract.AccountWideTest"),
          Map.entry("DisconnectCustomKeyStore", "contract.AccountWideTest"),
          Map.entry("UpdateCustomKeyStore", "contract.AccountWideTest"),
          Map.entry("DeleteCustomKeyStore", "contract.AccountWideTest"),
          Map.entry("DescribeCustomKeyStores", "RecordedAnswersTest"));

  @Inject @All List<AwsOperationGroup> groups;

  @Test
  void everyOperation_isInTheContract_orHasTestsOfItsOwn() {
    Set<String> tested = new TreeSet<>(Op.awsNames());
    assertThat(tested).doesNotContainAnyElementsOf(TESTED_BY.keySet());
    tested.addAll(TESTED_BY.keySet());

    assertThat(
            groups.stream().flatMap(group -> group.operations().stream()).map(AwsOperation::name))
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void testsOfTheirOwn_areThere() {
    assertThat(TESTED_BY.values())
        .allSatisfy(
            name -> assertThat(Class.forName("io.strongroom.emulator." + name)).isNotNull());
  }
}

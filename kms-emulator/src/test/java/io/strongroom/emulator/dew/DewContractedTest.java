package io.strongroom.emulator.dew;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.emulator.contract.Op;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation of the API is in the contract of operations, or has tests of its own. */
class DewContractedTest {

  /** Those of no key, of several, or of a key that has to be made for them. */
  private static final Map<String, String> TESTED_BY =
      Map.ofEntries(
          Map.entry("create-key", "DewApiTest"),
          Map.entry("list-keys", "DewApiTest"),
          Map.entry("user-instances", "contract.AccountWideTest"),
          Map.entry("user-quotas", "contract.AccountWideTest"),
          Map.entry("gen-random", "contract.DewLimitsTest"),
          Map.entry("alias/associate", "DewApiTest"),
          Map.entry("retire-grant", "contract.RetirableGrantsTest"),
          Map.entry("list-retirable-grants", "contract.RetirableGrantsTest"),
          Map.entry("import-key-material", "DewApiTest"),
          Map.entry("replicate-key", "DewFurtherTest"),
          Map.entry("update-primary-region", "DewFurtherTest"),
          Map.entry("list-regions", "contract.AccountWideTest"),
          Map.entry("list-project-tags", "contract.AccountWideTest"),
          Map.entry("list-keys-by-tags", "DewFurtherTest"),
          Map.entry("list-keystores", "DewFurtherTest"),
          Map.entry("show-keystore", "contract.AccountWideTest"),
          Map.entry("delete-keystore", "contract.AccountWideTest"),
          Map.entry("enable-keystore", "contract.AccountWideTest"),
          Map.entry("disable-keystore", "contract.AccountWideTest"));

  @Test
  void everyOperation_isInTheContract_orHasTestsOfItsOwn() {
    Set<String> tested = new TreeSet<>(Op.dewNames());
    assertThat(tested).doesNotContainAnyElementsOf(TESTED_BY.keySet());
    tested.addAll(TESTED_BY.keySet());

    assertThat(DewMembers.verbs()).containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void testsOfTheirOwn_areThere() {
    assertThat(TESTED_BY.values())
        .allSatisfy(
            name -> assertThat(Class.forName("io.strongroom.emulator." + name)).isNotNull());
  }
}

package io.strongroom.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every decision of the corpus that policies alone can take. */
class AccessCasesTest {

  private static final String OWNER = "111122223333";

  @TestFactory
  Stream<DynamicTest> cases_inAwsForm_decidedAsTheCorpusSays() {
    AccessCases corpus = AccessCases.read();
    // Grants are no policies.
    return corpus.rows("cases").stream()
        .map(AccessCases::object)
        .filter(row -> !row.containsKey("grants"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    name(row), () -> assertThat(decide(corpus, row)).isEqualTo(expected(row))));
  }

  @TestFactory
  Stream<DynamicTest> cases_inObsForm_decidedAsTheCorpusSays() {
    AccessCases corpus = AccessCases.read();
    return corpus.rows("obsCases").stream()
        .map(AccessCases::object)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    name(row), () -> assertThat(decideObs(corpus, row)).isEqualTo(expected(row))));
  }

  @TestFactory
  Stream<DynamicTest> documents_ofTheCorpus_acceptedOrRefused() {
    // These ask for what stands beside a document: identities, public access block, or
    // which conditions an action of S3 has.
    Set<String> beside = Set.of("doc-10", "doc-13", "doc-15", "doc-25");
    return AccessCases.read().rows("documents").stream()
        .map(AccessCases::object)
        .filter(row -> !beside.contains(AccessCases.text(row, "id")))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    name(row),
                    () ->
                        assertThat(isAccepted(row))
                            .isEqualTo(row.get("status").equals(accepted()))));
  }

  private static Json accepted() {
    return new Json.Numeral("204");
  }

  private static boolean isAccepted(Map<String, Json> row) {
    PolicyKind kind =
        switch (AccessCases.text(row, "kind")) {
          case "bucket" -> PolicyKind.BUCKET;
          case "identity" -> PolicyKind.IDENTITY;
          case "trust" -> PolicyKind.TRUST;
          default -> PolicyKind.KEY;
        };
    ServiceWords words =
        new ClosedVocabulary(
            Set.of(
                "s3:GetObject", "s3:PutObject", "s3:ListBucket", "sts:AssumeRole", "kms:Decrypt"),
            Map.of(
                "aws:UserAgent", ServiceWords.KeyUse.SINGLE,
                "kms:EncryptionContext:", ServiceWords.KeyUse.UNQUANTIFIED),
            resource -> !resource.startsWith("arn:aws:s3:::other"));
    try {
      Policy.parse(AccessCases.text(row, "document"), Grammar.aws(kind, words));
      return true;
    } catch (PolicyException e) {
      return false;
    }
  }

  private static String decide(AccessCases corpus, Map<String, Json> row) {
    String resource = AccessCases.text(row, "resource");
    ResourceRules rules = resource.startsWith("arn:aws:kms:") ? ResourceRules.KEYS : buckets(row);
    PolicyRequest request =
        new PolicyRequest(
            corpus.principal(row),
            AccessCases.text(row, "action"),
            new PolicyRequest.Resource(resource, OWNER),
            corpus.conditions(row));
    return word(
        Evaluation.decide(
            request, AccessCases.policies(row, PolicyForm.AWS, PolicyForm.AWS), rules));
  }

  private static ResourceRules buckets(Map<String, Json> row) {
    return row.containsKey("publicAccessBlock")
        ? ResourceRules.BUCKETS.restrictingPublic()
        : ResourceRules.BUCKETS;
  }

  private static String decideObs(AccessCases corpus, Map<String, Json> row) {
    Map<String, List<String>> values = new HashMap<>();
    AccessCases.context(row)
        .forEach(
            (name, value) -> {
              String key =
                  name.startsWith("x-amz-") ? "s3:" + name : ObsNames.key(name).orElseThrow();
              values.put(
                  key, AccessCases.texts(value).stream().map(v -> ObsNames.value(key, v)).toList());
            });
    PolicyRequest request =
        new PolicyRequest(
            corpus.obsPrincipal(row),
            "s3:" + AccessCases.text(row, "action"),
            new PolicyRequest.Resource("arn:aws:s3:::" + AccessCases.text(row, "resource"), "d1"),
            Attributes.of(values));
    return word(
        Evaluation.decide(
            request,
            AccessCases.policies(row, PolicyForm.HUAWEI_IAM, PolicyForm.OBS),
            ResourceRules.BUCKETS));
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> "allow";
      case Verdict.Denied _, Verdict.PublicAccessBlocked _ -> "explicit-deny";
      case Verdict.Unallowed _ -> "deny";
    };
  }

  private static String expected(Map<String, Json> row) {
    return AccessCases.text(row, "expect");
  }

  private static String name(Map<String, Json> row) {
    return AccessCases.text(row, "id") + " " + AccessCases.text(row, "title");
  }
}

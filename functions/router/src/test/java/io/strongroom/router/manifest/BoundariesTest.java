package io.strongroom.router.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.protocol.http.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each function may ask of a KMS and of the database. */
class BoundariesTest {

  private static final Path FOLDER = StrictManifests.ROOT.resolve("deploy/kms/boundaries");

  private static JsonNode policy(String function) throws IOException {
    return StrictManifests.documents(Files.readString(FOLDER.resolve(function + ".json")))
        .getFirst();
  }

  private static List<String> allowed(String function) throws IOException {
    List<String> actions = new ArrayList<>();
    for (JsonNode statement : policy(function).path("Statement")) {
      if (statement.path("Effect").asText().equals("Allow")) {
        statement
            .path("Action")
            .forEach(
                action -> actions.add(action.asText() + (statement.has("Condition") ? " if" : "")));
      }
    }
    return actions;
  }

  @ParameterizedTest
  @EnumSource
  void everyFunction_hasAPolicyAndARole(Function function) throws IOException {
    assertThat(policy(function.id()).path("Version").asText()).isEqualTo("2012-10-17");
    assertThat(
            Files.readString(
                StrictManifests.ROOT.resolve(
                    "functions/storage/src/main/resources/db/roles/objects.sql")))
        .contains("'strongroom_" + function.id().replace('-', '_') + "'");
  }

  @Test
  void whoWrites_opensNothingButOpenUploads() throws IOException {
    assertThat(allowed("put-object"))
        .containsExactly("kms:GenerateDataKey", "kms:Decrypt if", "kms:Decrypt if");
    assertThat(use("put-object", 1)).isEqualTo("upload");
    assertThat(use("put-object", 2)).isEqualTo("identity");
  }

  private static String use(String function, int statement) throws IOException {
    return policy(function)
        .at("/Statement/" + statement + "/Condition/StringEquals")
        .path("kms:EncryptionContext:strongroom:use")
        .asText();
  }

  @Test
  void whoKeepsIdentities_makesAndOpensKeysOfSecretsOnly() throws IOException {
    assertThat(allowed("manage-access"))
        .containsExactly("kms:GenerateDataKey if", "kms:Decrypt if");
    assertThat(use("manage-access", 0)).isEqualTo("identity");
  }

  @Test
  void whoWorksOnMany_opensAndWrapsAgain() throws IOException {
    assertThat(allowed("manage-jobs"))
        .containsExactly(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");
  }

  @Test
  void whoReads_makesNoKeys() throws IOException {
    assertThat(allowed("get-object")).containsExactly("kms:Decrypt");
  }

  @Test
  void whoHandlesNoObjects_looksAtKeysOnly() throws IOException {
    assertThat(allowed("manage-bucket")).containsExactly("kms:DescribeKey", "kms:Decrypt if");
    assertThat(allowed("put-encryption-configuration"))
        .containsExactly("kms:DescribeKey", "kms:Decrypt if");
    assertThat(use("manage-bucket", 1)).isEqualTo("identity");
    assertThat(use("put-encryption-configuration", 1)).isEqualTo("identity");
  }
}

package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Calls of the service on a user's behalf. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OnBehalfOfTest {

  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";

  @Inject KmsEndpoint endpoint;

  private String createKeyAs(String accessKey, String principal) {
    try (KmsClient kms = Clients.kms(endpoint.uri().orElseThrow(), accessKey, "eu-west-1")) {
      return kms.createKey(
              r ->
                  r.overrideConfiguration(
                      c ->
                          c.putHeader("x-strongroom-on-behalf-of", principal)
                              .putHeader("x-strongroom-request-id", "object-request-1")))
          .keyMetadata()
          .arn();
    }
  }

  @Test
  void call_ofTheService_isTheUsers() {
    String arn = createKeyAs(PostgresResource.SERVICE_ACCESS_KEY, ALICE);

    assertThat(arn).contains(":111122223333:");
    assertThat(
            given()
                .queryParam("key", arn)
                .get(endpoint.uri().orElseThrow() + "/_admin/audit")
                .asString())
        .contains("\"arn\":\"" + ALICE + "\"")
        .contains("\"invokedBy\":\"" + PostgresResource.SERVICE_ACCESS_KEY + "\"")
        .contains("\"objectRequestID\":\"object-request-1\"");
  }

  @Test
  void call_ofAnyoneElse_refused() {
    assertThatThrownBy(() -> createKeyAs(PostgresResource.OTHER_ACCESS_KEY, ALICE))
        .isInstanceOf(KmsException.class)
        .hasMessageContaining("on behalf of");
  }

  @Test
  void call_forSomethingThatIsNoPrincipal_refused() {
    assertThatThrownBy(() -> createKeyAs(PostgresResource.SERVICE_ACCESS_KEY, "alice"))
        .isInstanceOf(KmsException.class);
  }
}

package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** The region of a signature is the sender's choice, as far as it is one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SignedScopeTest {

  @Inject KmsEndpoint endpoint;

  private KmsClient in(String region) {
    return Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, region);
  }

  @Test
  void region_inventedBySomebody_hasKeys() {
    try (KmsClient kms = in("moon-far-1")) {
      assertThat(kms.createKey().keyMetadata().arn()).startsWith("arn:aws:kms:moon-far-1:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_region", "moon:1", "r.1"})
  void region_thatCannotBeOne_refused(String region) {
    try (KmsClient kms = in(region)) {
      assertThatThrownBy(kms::createKey)
          .isInstanceOfSatisfying(
              KmsException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("InvalidSignatureException"));
    }
  }
}

package io.strongroom.emulator.contract;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.UnsignedProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AwsKeyEffectsTest extends KeyEffectContract {

  @Inject KmsEndpoint endpoint;

  @Override
  Deeds deeds() {
    return new AwsDeeds(new Wire(endpoint.uri().orElseThrow()));
  }
}

package io.strongroom.emulator.contract;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.UnsignedProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.stream.Stream;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AwsOperationContractTest extends OperationContract {

  @Inject KmsEndpoint endpoint;

  static Stream<Op> ops() {
    return Op.ofAws();
  }

  static Stream<Op> onEnabledKeys() {
    return ops().filter(op -> op != Op.CANCEL_DELETION);
  }

  static Stream<Op> namingTheirKey() {
    return ops().filter(Op::namesItsKey);
  }

  static Stream<Op> namingTheirKeyInTheBody() {
    return ops().filter(Op::hasItsKeyInTheBody);
  }

  @Override
  Api api() {
    return new AwsApi(wire());
  }

  @Override
  Wire wire() {
    return new Wire(endpoint.uri().orElseThrow());
  }
}

package io.strongroom.emulator.dew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.PostgresResource;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DewMembersTest {

  @Inject @All List<DewOperationGroup> groups;

  @Test
  void everyOperation_hasItsMembers() {
    assertThat(DewMembers.verbs())
        .containsExactlyInAnyOrderElementsOf(
            groups.stream()
                .flatMap(group -> group.operations().stream())
                .map(DewOperation::verb)
                .collect(Collectors.toSet()));
  }

  @Test
  void requireKnown_memberOfAnotherOperation_refused() {
    assertThatThrownBy(
            () -> DewMembers.requireKnown("describe-key", new JsonObject().put("key_alias", "x")))
        .isInstanceOf(DewRefusal.class);
  }
}

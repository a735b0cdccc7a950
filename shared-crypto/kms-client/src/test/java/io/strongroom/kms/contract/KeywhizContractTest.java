package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.keywhiz.KeywhizFactory;
import io.strongroom.kms.keywhiz.KeywhizSettings;
import io.strongroom.kms.testing.MovableClock;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a stand-in without TLS; a real Keywhiz has not been tried. */
class KeywhizContractTest extends KmsClientContract {

  private static final class Keywhiz extends StandIn {
    private final Map<String, byte[]> secrets = new HashMap<>();

    @Override
    Response serve(Request request, JsonNode body) {
      String name = request.path().replace("/secret/", "");
      byte[] secret = secrets.get(name);
      return secret == null
          ? Response.json(404, "{}")
          : ok(object().put("name", name).put("secret", base64(secret)).put("secretLength", 32));
    }

    @Override
    Response fail(Fault kind, Request request) {
      return switch (kind) {
        case THROTTLE -> Response.json(429, "{}");
        case DENY -> Response.json(403, "{}");
        case BREAK -> Response.json(500, "{}");
        case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
      };
    }
  }

  private final MovableClock clock = new MovableClock();
  private final Keywhiz keywhiz = new Keywhiz();
  private final KmsClient kms =
      KeywhizFactory.create(
          new KeywhizSettings(
              keywhiz.uri(),
              PemTls.NONE,
              Duration.ofMinutes(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(10)),
          clock);

  @BeforeEach
  void fill() {
    keywhiz.secrets.put("k1", StandIn.random(32));
    String ring =
        "k2 1 %s%nk2 2 %s"
            .formatted(StandIn.base64(StandIn.random(32)), StandIn.base64(StandIn.random(32)));
    keywhiz.secrets.put("k2", ring.getBytes(StandardCharsets.UTF_8));
    String off = "off 1 %s disabled".formatted(StandIn.base64(StandIn.random(32)));
    keywhiz.secrets.put("off", off.getBytes(StandardCharsets.UTF_8));
    keywhiz.secrets.put("password", "correct horse".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    keywhiz.close();
  }

  @Override
  protected KmsClient kms() {
    return kms;
  }

  @Override
  protected String key() {
    return "k1";
  }

  @Override
  protected String otherKey() {
    return "k2";
  }

  @Override
  protected String unknownKey() {
    return "k3";
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled("off");
  }

  @Test
  void manyCalls_oneDelivery() {
    for (int i = 0; i < 10; i++) {
      generate(32);
    }
    assertThat(keywhiz.server().requests()).hasSize(1);
  }

  @Test
  void secretWithdrawn_refusedAfterMaxAge() {
    generate(32);
    keywhiz.secrets.remove("k1");
    clock.advance(Duration.ofMinutes(5));
    assertThat(failure(kms().generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.NotFound.class);
  }

  @Test
  void secretThatIsNoKey_invalidStateWithoutShowingIt() {
    KmsException failure =
        failure(kms().generateDataKey(KeyName.parse("password"), 32, CONTEXT, ALICE));
    assertThat(failure).isInstanceOf(KmsException.InvalidState.class);
    assertThat(failure.getMessage()).doesNotContain("horse");
  }

  @ParameterizedTest
  @EnumSource(
      value = StandIn.Fault.class,
      names = {"BREAK", "CLOSE", "MALFORMED"})
  void service_broken_unavailableAndNotRemembered(StandIn.Fault fault) {
    keywhiz.fault = fault;
    assertThat(failure(kms().generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
    keywhiz.fault = StandIn.Fault.NONE;
    assertThat(generate(32).plaintext().length()).isEqualTo(32);
  }

  @Test
  void service_refusing_typed() {
    keywhiz.fault = StandIn.Fault.DENY;
    assertThat(failure(kms().generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class);
    keywhiz.fault = StandIn.Fault.THROTTLE;
    assertThat(failure(kms().generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Throttled.class);
  }
}

package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.kes.KesFactory;
import io.strongroom.kms.kes.KesSettings;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in without TLS; a real KES has not been tried. */
class KesContractTest extends ServiceContract {

  private static final class Kes extends StandIn {
    private volatile boolean ignoresContexts;
    private volatile String answersFor = "";

    @Override
    Response serve(Request request, JsonNode body) {
      String[] path = request.path().split("/");
      String key = path[4];
      if (!isKnown(key)) {
        return error(404, "key does not exist");
      }
      String context = ignoresContexts ? "" : body.path("context").asText();
      ObjectNode answer = object();
      switch (path[3]) {
        case "describe" -> answer.put("name", answersFor.isEmpty() ? key : answersFor);
        case "generate" -> {
          byte[] plaintext = random(32);
          answer
              .put("plaintext", base64(plaintext))
              .put("ciphertext", seal(key, plaintext, context));
        }
        case "encrypt" ->
            answer.put("ciphertext", seal(key, unbase64(body.path("plaintext").asText()), context));
        default -> {
          byte[] plaintext = open(key, body.path("ciphertext").asText(), context);
          if (plaintext == null) {
            return error(400, "decryption failed: ciphertext is not authentic");
          }
          answer.put("plaintext", base64(plaintext));
        }
      }
      return ok(answer);
    }

    private static Response error(int status, String message) {
      return Response.json(status, object().put("message", message).toString());
    }

    @Override
    Response fail(Fault kind, Request request) {
      return switch (kind) {
        case THROTTLE -> error(429, "too many requests");
        case DENY -> error(403, "not authorized: insufficient permissions");
        case BREAK -> error(503, "key store is not reachable");
        case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
      };
    }
  }

  private final Kes kes = new Kes();
  private final KmsClient kms = client(kes.uri());

  {
    kes.withKeys("k1", "k2");
  }

  private static KmsClient client(URI... endpoints) {
    return KesFactory.create(
        new KesSettings(
            List.of(endpoints), PemTls.NONE, null, Duration.ofSeconds(10), Duration.ofSeconds(10)));
  }

  @AfterEach
  void stop() {
    kes.close();
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

  @Override
  StandIn service() {
    return kes;
  }

  /** KES always binds; what stands in its place may not. */
  @Override
  protected Optional<KmsClient> unbinding() {
    kes.ignoresContexts = true;
    return Optional.of(client(kes.uri()));
  }

  @Test
  void answerAboutAnotherKey_refused() {
    kes.answersFor = "k2";
    assertThat(failure(kms().describeKey(KeyName.parse("k1"), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
  }

  @Test
  void generate_usualLength_madeByTheService() {
    get(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE));
    Request request = kes.server().requests().getFirst();
    assertThat(request.path()).isEqualTo("/v1/key/generate/k1");
    assertThat(request.method()).isEqualTo("PUT");
  }

  @Test
  void firstServerDown_nextAnswersAndIsPreferred() {
    try (StandIn down = new Kes()) {
      down.fault = StandIn.Fault.BREAK;
      KmsClient client = client(down.uri(), kes.uri(), URI.create("http://127.0.0.1:9"));
      get(client.describeKey(KeyName.parse(key()), ALICE));
      get(client.describeKey(KeyName.parse(key()), ALICE));
      assertThat(down.server().requests()).hasSize(1);
      assertThat(kes.server().requests()).hasSize(2);
    }
  }
}

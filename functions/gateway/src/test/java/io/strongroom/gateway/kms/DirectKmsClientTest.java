package io.strongroom.gateway.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.aws.InProcessCall;
import io.strongroom.emulator.http.WireReply;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DirectKmsClientTest {

  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/one";
  private static final String OTHER = "arn:aws:kms:us-east-1:111122223333:key/two";
  private static final Requester ALICE =
      new Requester(PrincipalName.of("arn:aws:iam::111122223333:user/alice"), "request-1");
  private static final WrappedKey WRAPPED =
      WrappedKey.of("wrapped".getBytes(StandardCharsets.US_ASCII));
  private static final EncryptionContext CONTEXT = new EncryptionContext(Map.of("a", "b"));

  private final AtomicReference<InProcessCall> asked = new AtomicReference<>();

  @Test
  void decrypt_answered_isTheKeyAndTellsForWhomItWas() throws Exception {
    JsonObject answer = new JsonObject().put("KeyId", KEY).put("Plaintext", base64("secret"));

    try (UnwrappedKey key =
        done(client(200, answer).decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE))) {
      assertThat(key.keyId().text()).isEqualTo(KEY);
      String secret = key.plaintext().use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
      assertThat(secret).isEqualTo("secret");
    }
    assertThat(asked.get().operation()).isEqualTo("Decrypt");
    assertThat(asked.get().principal()).contains(ALICE.principal());
    assertThat(asked.get().objectRequestId()).contains("request-1");
    assertThat(asked.get().accessKeyId()).isEqualTo("SERVICE");
    assertThat(asked.get().input())
        .isEqualTo(
            new JsonObject()
                .put("KeyId", KEY)
                .put("CiphertextBlob", base64("wrapped"))
                .put("EncryptionContext", new JsonObject().put("a", "b")));
  }

  @Test
  void decrypt_ofTheServiceItself_namesNobody() throws Exception {
    JsonObject answer = new JsonObject().put("KeyId", KEY).put("Plaintext", base64("secret"));

    done(client(200, answer).decrypt(KeyName.any(), WRAPPED, CONTEXT, Requester.service("")))
        .close();

    assertThat(asked.get().principal()).isEmpty();
    assertThat(asked.get().objectRequestId()).isEmpty();
    assertThat(asked.get().input().containsKey("KeyId")).isFalse();
  }

  @Test
  void decrypt_answerOfAnotherKey_refused() {
    JsonObject answer = new JsonObject().put("KeyId", OTHER).put("Plaintext", base64("secret"));

    assertThatThrownBy(
            () -> done(client(200, answer).decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE)))
        .hasCauseInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
  }

  @Test
  void refusal_withItsCode_isThePortsError() {
    JsonObject answer = new JsonObject().put("__type", "DisabledException").put("message", "off");

    assertThatThrownBy(
            () -> done(client(400, answer).decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE)))
        .hasCauseInstanceOf(KmsException.Disabled.class)
        .hasMessageContaining("off");
  }

  @Test
  void throttled_withAHint_tellsIt() {
    WireReply reply =
        WireReply.of(400, new JsonObject().put("__type", "ThrottlingException").toBuffer())
            .with(Map.of("Retry-After", "3"));

    assertThatThrownBy(
            () -> done(client(reply).decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE)))
        .cause()
        .isInstanceOfSatisfying(
            KmsException.Throttled.class,
            throttled ->
                assertThat(throttled.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(3))));
  }

  @Test
  void answer_lostOnPurpose_isLostHereToo() {
    WireReply broken = WireReply.of(200, JsonObject.of().toBuffer());

    for (WireReply.Delivery fault :
        new WireReply.Delivery[] {WireReply.Delivery.RESET, WireReply.Delivery.TRUNCATE}) {
      assertThatThrownBy(
              () ->
                  done(
                      client(broken.with(fault))
                          .decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE)))
          .hasCauseInstanceOf(KmsException.Unavailable.class);
    }
    CompletableFuture<UnwrappedKey> hanging =
        client(broken.with(WireReply.Delivery.HANG))
            .decrypt(KeyName.parse(KEY), WRAPPED, CONTEXT, ALICE)
            .toCompletableFuture();
    assertThat(hanging).isNotDone();
  }

  @Test
  void describeKey_ofEachState_tellsWhetherItCanBeUsed() throws Exception {
    assertThat(usability("Enabled", "SYMMETRIC_DEFAULT"))
        .isEqualTo(KmsKeyDescription.Usability.USABLE);
    assertThat(usability("Disabled", "SYMMETRIC_DEFAULT"))
        .isEqualTo(KmsKeyDescription.Usability.DISABLED);
    assertThat(usability("PendingDeletion", "SYMMETRIC_DEFAULT"))
        .isEqualTo(KmsKeyDescription.Usability.INVALID_STATE);
    assertThat(usability("Enabled", "RSA_2048")).isEqualTo(KmsKeyDescription.Usability.WRONG_KIND);
  }

  private KmsKeyDescription.Usability usability(String state, String spec) throws Exception {
    JsonObject metadata =
        new JsonObject()
            .put("Arn", KEY)
            .put("KeySpec", spec)
            .put("KeyUsage", "ENCRYPT_DECRYPT")
            .put("KeyState", state);
    return done(client(200, new JsonObject().put("KeyMetadata", metadata))
            .describeKey(KeyName.parse(KEY), ALICE))
        .usability();
  }

  private DirectKmsClient client(int status, JsonObject body) {
    return client(WireReply.of(status, body.toBuffer()));
  }

  private DirectKmsClient client(WireReply reply) {
    return new DirectKmsClient(
        new DirectCalls(
            call -> {
              asked.set(call);
              return Uni.createFrom().item(reply);
            },
            Runnable::run,
            "SERVICE",
            Region.of("us-east-1")));
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw refused;
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}

package io.strongroom.emulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.SomeKeys;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source: AWS CloudTrail user guide, "CloudTrail record contents". */
class AuditRecordTest {

  private static final KeyArn KEY = new KeyArn(SomeKeys.SCOPE, "k1");
  private static final AuditEvent.Origin ORIGIN =
      new AuditEvent.Origin("192.0.2.1", "aws-cli", "request-1");

  private static AuditEvent event(
      Optional<KmsCaller> caller, JsonObject parameters, Optional<AuditEvent.Failure> failure) {
    return new AuditEvent(
        "Decrypt",
        SomeKeys.MADE,
        caller,
        Optional.of(Region.of("eu-west-1")),
        parameters,
        List.of(KEY, new KeyArn(SomeKeys.SCOPE, "k2")),
        ORIGIN,
        failure);
  }

  private static JsonObject json(AuditEvent event) {
    return new JsonObject(AuditRecord.of(event).json());
  }

  @Test
  void of_aCall_hasWhoWhenAndWhat() {
    KmsCaller caller =
        new KmsCaller(
            AccountId.of("111122223333"),
            PrincipalName.of("arn:aws:iam::111122223333:user/alice"),
            Optional.of("AKIA"),
            Optional.of("SERVICE"),
            Optional.of("object-request"));
    AuditRecord record =
        AuditRecord.of(event(Optional.of(caller), new JsonObject(), Optional.empty()));
    JsonObject json = new JsonObject(record.json());

    assertThat(record.principal())
        .isEqualTo(PrincipalName.of("arn:aws:iam::111122223333:user/alice"));
    assertThat(record.key()).contains(KEY);
    assertThat(record.ok()).isTrue();
    assertThat(json.getString("eventName")).isEqualTo("Decrypt");
    assertThat(json.getString("eventTime")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(json.getString("recipientAccountId")).isEqualTo("111122223333");
    assertThat(json.getJsonObject("userIdentity").getString("invokedBy")).isEqualTo("SERVICE");
    assertThat(json.getJsonObject("additionalEventData").getString("objectRequestID"))
        .isEqualTo("object-request");
    assertThat(json.getJsonArray("resources")).hasSize(2);
    assertThat(json.containsKey("errorCode")).isFalse();
    assertThat(json.encode()).doesNotContain("AKIA");
  }

  @Test
  void of_aCallOfNobody_saysSo() {
    AuditEvent event = event(Optional.empty(), new JsonObject(), Optional.empty());

    assertThat(AuditRecord.of(event).principal()).isEqualTo(PrincipalName.of("unknown"));
    assertThat(json(event).getJsonObject("userIdentity").getString("type")).isEqualTo("Unknown");
  }

  @Test
  void of_aRefusedCall_saysWhy() {
    AuditEvent event =
        event(
            Optional.empty(),
            new JsonObject(),
            Optional.of(new AuditEvent.Failure("AccessDenied", "no")));

    assertThat(AuditRecord.of(event).ok()).isFalse();
    assertThat(json(event).getString("errorCode")).isEqualTo("AccessDenied");
    assertThat(json(event).getString("errorMessage")).isEqualTo("no");
  }

  @Test
  void of_membersBeyondAnySize_leavesThemOut() {
    JsonObject large = new JsonObject().put("keyId", "x".repeat(50_000));

    assertThat(
            json(event(Optional.empty(), large, Optional.empty()))
                .getJsonObject("requestParameters"))
        .isEqualTo(new JsonObject().put("omitted", true));
  }

  @ParameterizedTest
  @CsvSource({
    "Decrypt, true",
    "GenerateDataKeyWithoutPlaintext, true",
    "GenerateMac, true",
    "DescribeKey, true",
    "GetKeyPolicy, true",
    "ListGrants, true",
    "VerifyMac, true",
    "CreateKey, false",
    "PutKeyPolicy, false",
    "RetireGrant, false",
    "ImportKeyMaterial, false",
    "ScheduleKeyDeletion, false"
  })
  void readOnly_isWhatChangesNothing(String operation, boolean readOnly) {
    assertThat(ReadOnly.is(operation)).isEqualTo(readOnly);
  }

  @Test
  void trail_hasEveryKeyOnce_inOrder() {
    CallTrail trail = new CallTrail();
    KeyArn other = new KeyArn(SomeKeys.SCOPE, "k2");
    trail.touched(other);
    trail.touched(KEY);
    trail.touched(other);

    assertThat(trail.keys()).containsExactly(other, KEY);
  }
}

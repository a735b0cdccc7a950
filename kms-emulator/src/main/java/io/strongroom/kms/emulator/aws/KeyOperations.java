package io.strongroom.kms.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.Lifecycle;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.service.Authorizer;
import io.strongroom.kms.emulator.service.CallLimits;
import io.strongroom.kms.emulator.service.Families;
import io.strongroom.kms.emulator.service.KeyFactory;
import io.strongroom.kms.emulator.service.KeyFinder;
import io.strongroom.kms.emulator.store.KeyStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/** Making keys, showing them, and their states. */
@ApplicationScoped
class KeyOperations implements OperationGroup {

  private static final int DEFAULT_WINDOW_IN_DAYS = 30;

  private final KeyStore keys;
  private final KeyFinder finder;
  private final KeyFactory factory;
  private final Authorizer authorizer;
  private final Families families;
  private final CallLimits limits;
  private final KmsClock clock;

  KeyOperations(
      KeyStore keys,
      KeyFinder finder,
      KeyFactory factory,
      Authorizer authorizer,
      Families families,
      CallLimits limits,
      KmsClock clock) {
    this.families = families;
    this.limits = limits;
    this.keys = keys;
    this.finder = finder;
    this.factory = factory;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("CreateKey", Quota.CHANGE_5, this::create),
        Operation.answering("DescribeKey", Quota.DESCRIBE, this::describe),
        Operation.answering("ListKeys", Quota.LIST_KEYS, this::list),
        Operation.silent("EnableKey", Quota.CHANGE_5, call -> changeState(call, Lifecycle::enable)),
        Operation.silent(
            "DisableKey", Quota.CHANGE_5, call -> changeState(call, Lifecycle::disable)),
        Operation.answering("ScheduleKeyDeletion", Quota.CHANGE_15, this::scheduleDeletion),
        Operation.answering("CancelKeyDeletion", Quota.CHANGE_5, this::cancelDeletion));
  }

  private Uni<JsonObject> create(AwsCall call) {
    return Uni.createFrom()
        .item(() -> CreateKeyInput.read(call))
        .chain(wanted -> factory.create(call.caller(), call.scope(), wanted))
        .invoke(key -> call.trail().touched(key.arn()))
        .map(key -> new JsonObject().put("KeyMetadata", KeyJson.metadata(key)));
  }

  private Uni<JsonObject> describe(AwsCall call) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    var tokens = CryptoInput.grantTokens(members);
    members.check();
    return finder
        .findAny(call.scope(), keyId)
        .call(key -> authorizer.require(call.access(key, keyId).withTokens(tokens)))
        .chain(
            key ->
                families
                    .of(key)
                    .map(
                        family ->
                            new JsonObject().put("KeyMetadata", KeyJson.metadata(key, family))));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    members.check();
    return keys.list(call.scope(), paging.after(), paging.wanted())
        .map(found -> paging.page("Keys", found, KeyOperations::listed, key -> key.arn().keyId()));
  }

  private static JsonObject listed(KmsKey key) {
    return new JsonObject().put("KeyArn", key.arn().toString()).put("KeyId", key.arn().keyId());
  }

  private Uni<JsonObject> scheduleDeletion(AwsCall call) {
    Members members = call.members();
    int days = members.number("PendingWindowInDays", 7, 30).orElse(DEFAULT_WINDOW_IN_DAYS);
    return change(call, members, key -> Lifecycle.scheduleDeletion(key, days, clock.instant()))
        .map(
            key -> {
              JsonObject reply =
                  new JsonObject()
                      .put("KeyId", key.arn().toString())
                      .put("KeyState", key.state().wireName())
                      .put("PendingWindowInDays", days);
              key.life()
                  .deletionDate()
                  .ifPresent(date -> reply.put("DeletionDate", KeyJson.timestamp(date)));
              return reply;
            });
  }

  private Uni<JsonObject> cancelDeletion(AwsCall call) {
    return changeState(call, Lifecycle::cancelDeletion)
        .map(key -> new JsonObject().put("KeyId", key.arn().toString()));
  }

  private Uni<KmsKey> changeState(AwsCall call, UnaryOperator<KmsKey> change) {
    return change(call, call.members(), change);
  }

  private Uni<KmsKey> change(AwsCall call, Members members, UnaryOperator<KmsKey> change) {
    String keyId = members.requiredText("KeyId", 1, 2048);
    members.check();
    return finder
        .findByIdOrArn(call.scope(), keyId)
        .call(key -> authorizer.require(call.access(key)))
        .chain(key -> keys.change(key.arn(), change));
  }
}

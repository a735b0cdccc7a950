package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.service.KeyFactory;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.store.KeyStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Making keys and showing them. */
@ApplicationScoped
class KeyOperations implements OperationGroup {

  private final KeyStore keys;
  private final KeyFinder finder;
  private final KeyFactory factory;
  private final Authorizer authorizer;
  private final Families families;

  KeyOperations(
      KeyStore keys,
      KeyFinder finder,
      KeyFactory factory,
      Authorizer authorizer,
      Families families) {
    this.keys = keys;
    this.finder = finder;
    this.factory = factory;
    this.authorizer = authorizer;
    this.families = families;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("CreateKey", Quota.CHANGE_5, this::create),
        Operation.answering("DescribeKey", Quota.DESCRIBE, this::describe),
        Operation.answering("ListKeys", Quota.LIST_KEYS, this::list));
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
}

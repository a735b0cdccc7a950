package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CreateKey;
import io.strongroom.emulator.operation.DescribeKey;
import io.strongroom.emulator.operation.ListKeys;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Making keys and showing them. */
@ApplicationScoped
class KeyOperations implements AwsOperationGroup {

  private final CreateKey create;
  private final DescribeKey describe;
  private final ListKeys list;

  KeyOperations(CreateKey create, DescribeKey describe, ListKeys list) {
    this.create = create;
    this.describe = describe;
    this.list = list;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("CreateKey", Quota.CHANGE_5, this::create),
        AwsOperation.answering("DescribeKey", Quota.DESCRIBE, this::describe),
        AwsOperation.answering("ListKeys", Quota.LIST_KEYS, this::list));
  }

  private Uni<JsonObject> create(AwsCall call) {
    return create
        .execute(call.call(), new CreateKey.Command(CreateKeyInput.read(call), Optional.empty()))
        .map(key -> new JsonObject().put("KeyMetadata", KeyJson.metadata(key)));
  }

  private Uni<JsonObject> describe(AwsCall call) {
    Members members = call.members();
    DescribeKey.Command command =
        new DescribeKey.Command(AwsCall.keyOrAlias(members), CryptoInput.grantTokens(members));
    members.check();
    return describe
        .execute(call.call(), command)
        .map(
            found ->
                new JsonObject().put("KeyMetadata", KeyJson.metadata(found.key(), found.family())));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    members.check();
    return list.execute(call.call(), new ListKeys.Command(paging.after(), paging.wanted()))
        .map(found -> paging.page("Keys", found, KeyOperations::listed, key -> key.arn().keyId()));
  }

  private static JsonObject listed(KmsKey key) {
    return new JsonObject().put("KeyArn", key.arn().toString()).put("KeyId", key.arn().keyId());
  }
}

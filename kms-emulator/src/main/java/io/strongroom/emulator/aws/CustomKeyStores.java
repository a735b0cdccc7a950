package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Key stores of customers' own: there is none, and none can be made. Lists are empty, and every
 * store that a caller names is unknown.
 */
@ApplicationScoped
class CustomKeyStores implements AwsOperationGroup {

  CustomKeyStores() {}

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering(
            "DescribeCustomKeyStores", Quota.CHANGE_5, CustomKeyStores::describe),
        AwsOperation.silent("ConnectCustomKeyStore", Quota.CHANGE_5, CustomKeyStores::named),
        AwsOperation.silent("DisconnectCustomKeyStore", Quota.CHANGE_5, CustomKeyStores::named),
        AwsOperation.silent("UpdateCustomKeyStore", Quota.CHANGE_5, CustomKeyStores::named),
        AwsOperation.silent("DeleteCustomKeyStore", Quota.CHANGE_5, CustomKeyStores::named),
        AwsOperation.silent("CreateCustomKeyStore", Quota.CHANGE_5, CustomKeyStores::create));
  }

  private static Uni<JsonObject> describe(AwsCall call) {
    Members members = call.members();
    Optional<String> id = members.text("CustomKeyStoreId", 1, 64);
    Optional<String> name = members.text("CustomKeyStoreName", 1, 256);
    Paging paging = Paging.read(call, members, 100, 1000);
    members.check();
    if (id.isPresent() && name.isPresent()) {
      throw KmsRefusal.invalid(
          "Please specify either a custom key store ID or a custom key store name, but not both.");
    }
    id.or(() -> name).ifPresent(CustomKeyStores::requireExists);
    return Uni.createFrom()
        .item(paging.page("CustomKeyStores", List.of(), store -> store, Object::toString));
  }

  private static Uni<?> named(AwsCall call) {
    Members members = call.members();
    String id = members.requiredText("CustomKeyStoreId", 1, 64);
    members.check();
    requireExists(id);
    return Uni.createFrom().voidItem();
  }

  private static Uni<?> create(AwsCall call) {
    Members members = call.members();
    members.requiredText("CustomKeyStoreName", 1, 256);
    members.check();
    throw KmsRefusal.of(KmsError.UNSUPPORTED_OPERATION, "Custom key stores cannot be made here.");
  }

  /** Refuses a key store, of which there is none. */
  static void requireExists(String named) {
    throw KmsRefusal.of(
        KmsError.NO_SUCH_KEY_STORE, "The custom key store " + named + " does not exist.");
  }
}

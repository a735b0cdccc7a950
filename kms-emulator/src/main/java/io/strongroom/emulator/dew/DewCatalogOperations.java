package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CreateKey;
import io.strongroom.emulator.operation.DescribeKey;
import io.strongroom.emulator.operation.FirstNames;
import io.strongroom.emulator.operation.ListKeys;
import io.strongroom.emulator.service.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Making keys and showing them. */
@ApplicationScoped
class DewCatalogOperations implements DewOperationGroup {

  private static final int MAX_KEYS_SHOWN = 1000;

  private final CreateKey create;
  private final DescribeKey describe;
  private final ListKeys list;
  private final FirstNames names;

  DewCatalogOperations(CreateKey create, DescribeKey describe, ListKeys list, FirstNames names) {
    this.create = create;
    this.describe = describe;
    this.list = list;
    this.names = names;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("create-key", Quota.DEW_LIFECYCLE, this::create),
        new DewOperation("describe-key", Quota.DEW_READ, this::describe),
        new DewOperation("list-keys", Quota.DEW_READ, this::list),
        DewOperation.get("user-instances", Quota.DEW_READ, this::instances),
        DewOperation.get("user-quotas", Quota.DEW_READ, this::quotas));
  }

  private Uni<JsonObject> create(DewCall call) {
    DewInput input = call.input();
    AliasName alias = DewNames.ofUser(input.required("key_alias"));
    NewKey wanted =
        new NewKey(
            DewKeyTypes.read(input),
            input.description("key_description"),
            Optional.empty(),
            false,
            Map.of());
    Home home = new Home(alias, Optional.of(call.project()));
    return create
        .execute(call.call(), new CreateKey.Command(wanted, Optional.of(home)))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("domain_id", key.arn().scope().account().value())));
  }

  private Uni<JsonObject> describe(DewCall call) {
    return describe
        .execute(call.call(), new DescribeKey.Command(call.key(), List.of()))
        .chain(found -> details(found.key()))
        .map(details -> new JsonObject().put("key_info", details));
  }

  private Uni<JsonObject> details(KmsKey key) {
    return names.of(key).map(alias -> DewJson.key(key, alias.map(DewNames::bare).orElse("")));
  }

  private Uni<JsonObject> list(DewCall call) {
    DewInput input = call.input();
    int limit = input.number("limit", 1, MAX_KEYS_SHOWN, "KMS.1601").orElse(10);
    int offset = input.number("marker", 0, Integer.MAX_VALUE, "KMS.1602").orElse(0);
    String state = input.text("key_state").orElse("");
    String spec = input.text("key_spec").filter(s -> !s.isEmpty()).orElse("AES_256");
    return list.execute(call.call(), new ListKeys.Command("", MAX_KEYS_SHOWN))
        .map(
            all ->
                all.stream()
                    .filter(key -> state.isEmpty() || DewJson.state(key.state()).equals(state))
                    .filter(
                        key -> spec.equals("ALL") || DewJson.spec(key.type().spec()).equals(spec))
                    .toList())
        .chain(found -> page(found, offset, limit));
  }

  private Uni<JsonObject> page(List<KmsKey> found, int offset, int limit) {
    List<KmsKey> shown = found.stream().skip(offset).limit(limit).toList();
    boolean truncated = found.size() > (long) offset + limit;
    return Multi.createFrom()
        .iterable(shown)
        .onItem()
        .transformToUniAndConcatenate(this::details)
        .collect()
        .asList()
        .map(
            details -> {
              JsonArray ids = new JsonArray();
              shown.forEach(key -> ids.add(key.arn().keyId()));
              JsonArray list = new JsonArray();
              details.forEach(list::add);
              return new JsonObject()
                  .put("keys", ids)
                  .put("key_details", list)
                  .put("next_marker", truncated ? String.valueOf(offset + limit) : "")
                  .put("truncated", String.valueOf(truncated))
                  .put("total", found.size());
            });
  }

  private Uni<JsonObject> instances(DewCall call) {
    return customKeys(call).map(count -> new JsonObject().put("instance_num", count));
  }

  private Uni<JsonObject> quotas(DewCall call) {
    return customKeys(call)
        .map(
            count ->
                new JsonObject()
                    .put(
                        "quotas",
                        new JsonObject()
                            .put(
                                "resources",
                                new JsonArray()
                                    .add(quota("CMK", count, 100_000))
                                    .add(quota("grant_per_CMK", 0, 100)))));
  }

  private Uni<Integer> customKeys(DewCall call) {
    return list.execute(call.call(), ListKeys.Command.ALL)
        .map(
            all ->
                (int)
                    all.stream()
                        .filter(key -> key.type().manager() == KeyManager.CUSTOMER)
                        .count());
  }

  private static JsonObject quota(String type, int used, int quota) {
    return new JsonObject().put("type", type).put("used", used).put("quota", quota);
  }
}

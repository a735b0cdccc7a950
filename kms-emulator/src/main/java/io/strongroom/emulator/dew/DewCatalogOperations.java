package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsKey.KeyType;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.KeyFactory;
import io.strongroom.emulator.service.NewKey;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.ProjectStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Making keys and showing them. */
@ApplicationScoped
class DewCatalogOperations implements DewOperationGroup {

  private static final int MAX_KEYS_SHOWN = 1000;

  private final DewKeys finder;
  private final KeyStore keys;
  private final DewNames names;
  private final KeyFactory factory;
  private final ProjectStore projects;

  DewCatalogOperations(
      DewKeys finder, KeyStore keys, DewNames names, KeyFactory factory, ProjectStore projects) {
    this.projects = projects;
    this.finder = finder;
    this.keys = keys;
    this.names = names;
    this.factory = factory;
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
    KeyType type = type(input);
    String description = input.text("key_description").orElse("");
    if (description.length() > 255) {
      throw DewRefusal.of("KMS.1103", "The description is too long.");
    }
    return factory
        .createNamed(
            call.scope(), alias, new NewKey(type, description, Optional.empty(), false, Map.of()))
        .invoke(key -> call.trail().touched(key.arn()))
        .call(key -> projects.add(key.arn(), call.project()))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("domain_id", key.arn().scope().account())));
  }

  private static KeyType type(DewInput input) {
    String wanted = input.text("key_spec").filter(text -> !text.isEmpty()).orElse("AES_256");
    KeySpec spec =
        Arrays.stream(KeySpec.values())
            .filter(known -> known != KeySpec.HMAC_224 && known != KeySpec.ECC_NIST_P521)
            .filter(known -> DewJson.spec(known).equals(wanted))
            .findFirst()
            .orElseThrow(() -> DewRefusal.of("KMS.1110", "The key_spec is not supported."));
    String usage =
        input
            .text("key_usage")
            .filter(text -> !text.isEmpty())
            .orElse(spec.usages().getFirst().name());
    KeyUsage keyUsage =
        spec.usages().stream()
            .filter(known -> known != KeyUsage.KEY_AGREEMENT && known.name().equals(usage))
            .findFirst()
            .orElseThrow(() -> DewRefusal.of("KMS.1110", "The key_usage does not fit."));
    KeyOrigin origin =
        switch (input.text("origin").filter(text -> !text.isEmpty()).orElse("kms")) {
          case "kms" -> KeyOrigin.AWS_KMS;
          case "external" -> KeyOrigin.EXTERNAL;
          default -> throw DewRefusal.invalid("origin");
        };
    return new KeyType(spec, keyUsage, origin, KeyManager.CUSTOMER, false);
  }

  private Uni<JsonObject> describe(DewCall call) {
    return finder
        .permitted(call, "kms:DescribeKey")
        .chain(this::details)
        .map(details -> new JsonObject().put("key_info", details));
  }

  private Uni<JsonObject> details(KmsKey key) {
    return names.primary(key).map(alias -> DewJson.key(key, alias.map(DewNames::bare).orElse("")));
  }

  private Uni<JsonObject> list(DewCall call) {
    DewInput input = call.input();
    int limit = input.number("limit", 1, MAX_KEYS_SHOWN, "KMS.1601").orElse(10);
    int offset = input.number("marker", 0, Integer.MAX_VALUE, "KMS.1602").orElse(0);
    String state = input.text("key_state").orElse("");
    String spec = input.text("key_spec").filter(s -> !s.isEmpty()).orElse("AES_256");
    return inProject(call, MAX_KEYS_SHOWN)
        .map(
            all ->
                all.stream()
                    .filter(key -> state.isEmpty() || DewJson.state(key.state()).equals(state))
                    .filter(
                        key -> spec.equals("ALL") || DewJson.spec(key.type().spec()).equals(spec))
                    .toList())
        .chain(found -> page(found, offset, limit));
  }

  private Uni<List<KmsKey>> inProject(DewCall call, int limit) {
    return projects
        .elsewhere(call.scope(), call.project())
        .chain(
            hidden ->
                keys.list(call.scope(), "", Integer.MAX_VALUE)
                    .map(
                        all ->
                            all.stream()
                                .filter(key -> !hidden.contains(key.arn().toString()))
                                .limit(limit)
                                .toList()));
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
    return inProject(call, Integer.MAX_VALUE)
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

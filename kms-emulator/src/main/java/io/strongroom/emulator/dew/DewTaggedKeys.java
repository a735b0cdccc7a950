package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.FirstNames;
import io.strongroom.emulator.operation.ListTaggedKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tags of a project, and keys found by them.
 *
 * <p>Source: DEW API reference, "Querying CMK Instances" and "Querying Project Tags".
 */
@ApplicationScoped
class DewTaggedKeys implements DewOperationGroup {

  private static final int MAX_SHOWN = 1000;

  private final ListTaggedKeys list;
  private final FirstNames names;

  DewTaggedKeys(ListTaggedKeys list, FirstNames names) {
    this.list = list;
    this.names = names;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        DewOperation.at(
            "GET /v1.0/{project_id}/kms/tags", "list-project-tags", Quota.DEW_READ, this::tags),
        DewOperation.at(
            "POST /v1.0/{project_id}/kms/resource_instances/action",
            "list-keys-by-tags",
            Quota.DEW_READ,
            this::find));
  }

  private Uni<WireReply> tags(DewCall call) {
    return list.execute(call.call())
        .map(
            found -> {
              Map<String, Set<String>> values = new TreeMap<>();
              found.forEach(
                  key ->
                      key.tags()
                          .forEach(
                              tag ->
                                  values
                                      .computeIfAbsent(tag.key(), name -> new TreeSet<>())
                                      .add(tag.value())));
              return DewOperation.reply(new JsonObject().put("tags", DewTagJson.byName(values)));
            });
  }

  private Uni<WireReply> find(DewCall call) {
    DewInput input = call.input();
    DewTagFilter filter = DewTagFilter.read(input);
    int limit = input.number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(10);
    int offset = input.number("offset", 0, Integer.MAX_VALUE, "KMS.1602").orElse(0);
    return list.execute(call.call())
        .chain(this::named)
        .map(all -> all.stream().filter(filter::takes).toList())
        .map(
            found ->
                switch (input.required("action")) {
                  case "count" -> new JsonObject().put("total_count", found.size());
                  case "filter" -> page(found, offset, limit);
                  default -> throw DewRefusal.invalid("action");
                })
        .map(DewOperation::reply);
  }

  private Uni<List<DewTagFilter.Named>> named(List<ListTaggedKeys.TaggedKey> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(
            tagged ->
                names
                    .of(tagged.key())
                    .map(
                        alias ->
                            new DewTagFilter.Named(tagged, alias.map(DewNames::bare).orElse(""))))
        .collect()
        .asList();
  }

  private static JsonObject page(List<DewTagFilter.Named> found, int offset, int limit) {
    JsonArray resources = new JsonArray();
    found.stream()
        .skip(offset)
        .limit(limit)
        .forEach(
            named ->
                resources.add(
                    new JsonObject()
                        .put("resource_id", named.tagged().key().arn().keyId())
                        .put("resource_name", named.name())
                        .put("resource_detail", DewJson.key(named.tagged().key(), named.name()))
                        .put("tags", DewTagJson.list(named.tagged().tags()))));
    return new JsonObject().put("resources", resources).put("total_count", found.size());
  }
}

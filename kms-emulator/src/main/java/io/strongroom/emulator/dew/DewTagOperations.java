package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.ListResourceTags;
import io.strongroom.emulator.operation.TagResource;
import io.strongroom.emulator.operation.UntagResource;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tags of keys.
 *
 * <p>Source: DEW API reference, "Tag Management"; Huawei Cloud SDK for Java, {@code KmsMeta}.
 */
@ApplicationScoped
class DewTagOperations implements DewOperationGroup {

  private static final String TAGS = "/v1.0/{project_id}/kms/{key_id}/tags";
  private static final int MAX_PER_KEY = 50;

  private final TagResource tag;
  private final UntagResource untag;
  private final ListResourceTags list;

  DewTagOperations(TagResource tag, UntagResource untag, ListResourceTags list) {
    this.tag = tag;
    this.untag = untag;
    this.list = list;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        DewOperation.at("POST " + TAGS, "create-tag", Quota.DEW_LIFECYCLE, this::create),
        DewOperation.at("POST " + TAGS + "/action", "tag-action", Quota.DEW_LIFECYCLE, this::batch),
        DewOperation.at(
            "DELETE " + TAGS + "/{key}", "delete-tag", Quota.DEW_LIFECYCLE, this::delete),
        DewOperation.at("GET " + TAGS, "list-tags", Quota.DEW_READ, this::list));
  }

  private Uni<WireReply> create(DewCall call) {
    return tag.execute(
            call.call(),
            new TagResource.Command(call.key(), List.of(DewTagJson.read(call.input(), "tag"))))
        .replaceWith(DewOperation::empty);
  }

  private Uni<WireReply> batch(DewCall call) {
    List<JsonObject> given = call.input().structures("tags");
    return switch (call.input().required("action")) {
      case "create" ->
          tag.execute(
                  call.call(),
                  new TagResource.Command(
                      call.key(), given.stream().map(DewTagJson::read).toList()))
              .replaceWith(DewOperation::empty);
      case "delete" ->
          untag
              .execute(
                  call.call(),
                  new UntagResource.Command(
                      call.key(), given.stream().map(DewTagJson::name).toList()))
              .replaceWith(DewOperation::empty);
      default -> throw DewRefusal.invalid("action");
    };
  }

  private Uni<WireReply> delete(DewCall call) {
    String name = call.input().required("key");
    return untag
        .execute(call.call(), new UntagResource.Command(call.key(), List.of(name)))
        .replaceWith(DewOperation::empty);
  }

  private Uni<WireReply> list(DewCall call) {
    return list.execute(call.call(), new ListResourceTags.Command(call.key(), "", MAX_PER_KEY))
        .map(
            found ->
                DewOperation.reply(
                    new JsonObject()
                        .put("tags", DewTagJson.list(found))
                        .put("existTagsNum", found.size())));
  }
}

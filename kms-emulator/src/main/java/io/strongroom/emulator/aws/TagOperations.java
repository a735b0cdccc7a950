package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.ListResourceTags;
import io.strongroom.emulator.operation.TagResource;
import io.strongroom.emulator.operation.Target;
import io.strongroom.emulator.operation.UntagResource;
import io.strongroom.emulator.operation.UpdateKeyDescription;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tags and the description. */
@ApplicationScoped
class TagOperations implements AwsOperationGroup {

  private final TagResource tag;
  private final UntagResource untag;
  private final ListResourceTags list;
  private final UpdateKeyDescription describe;

  TagOperations(
      TagResource tag, UntagResource untag, ListResourceTags list, UpdateKeyDescription describe) {
    this.tag = tag;
    this.untag = untag;
    this.list = list;
    this.describe = describe;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.silent("TagResource", Quota.TAG, this::tag),
        AwsOperation.silent("UntagResource", Quota.CHANGE_5, this::untag),
        AwsOperation.answering("ListResourceTags", Quota.LIST_TAGS, this::list),
        AwsOperation.silent("UpdateKeyDescription", Quota.CHANGE_5, this::describe));
  }

  private Uni<?> tag(AwsCall call) {
    Members members = call.members();
    require(members, "Tags");
    List<KeyTag> given = Tags.read(members);
    return tag.execute(call.call(), new TagResource.Command(AwsCall.onlyKey(members), given));
  }

  private Uni<?> untag(AwsCall call) {
    Members members = call.members();
    require(members, "TagKeys");
    List<String> names = members.texts("TagKeys", 1000, 128);
    return untag.execute(call.call(), new UntagResource.Command(AwsCall.onlyKey(members), names));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 50);
    KeyReference key = AwsCall.onlyKey(members);
    return list.execute(
            call.call(), new ListResourceTags.Command(key, paging.after(), paging.wanted()))
        .map(
            found ->
                paging.page(
                    "Tags",
                    found,
                    one -> new JsonObject().put("TagKey", one.key()).put("TagValue", one.value()),
                    KeyTag::key));
  }

  private Uni<?> describe(AwsCall call) {
    Members members = call.members();
    String description = members.text("Description", 0, 8192).orElse("");
    require(members, "Description");
    Target target = Target.of(AwsCall.onlyKey(members));
    return describe.execute(call.call(), new UpdateKeyDescription.Command(target, description));
  }

  private static void require(Members members, String name) {
    if (!members.has(name)) {
      members.missing(name);
    }
  }
}

package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.TagStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tags and the description. */
@ApplicationScoped
class TagOperations implements OperationGroup {

  private final KeyAccess access;
  private final KeyStore keys;
  private final TagStore tags;

  TagOperations(KeyAccess access, KeyStore keys, TagStore tags) {
    this.access = access;
    this.keys = keys;
    this.tags = tags;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.silent("TagResource", Quota.TAG, this::tag),
        Operation.silent("UntagResource", Quota.CHANGE_5, this::untag),
        Operation.answering("ListResourceTags", Quota.LIST_TAGS, this::list),
        Operation.silent("UpdateKeyDescription", Quota.CHANGE_5, this::describe));
  }

  private Uni<?> tag(AwsCall call) {
    Members members = call.members();
    if (!members.has("Tags")) {
      members.missing("Tags");
    }
    var given = Tags.read(members);
    return access.permitted(call, members).chain(key -> tags.put(key.arn(), Tags.checked(given)));
  }

  private Uni<?> untag(AwsCall call) {
    Members members = call.members();
    if (!members.has("TagKeys")) {
      members.missing("TagKeys");
    }
    List<String> names = members.texts("TagKeys", 1000, 128);
    return access
        .permitted(call, members)
        .invoke(() -> names.forEach(Tags::requireUnreserved))
        .chain(key -> tags.remove(key.arn(), names));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 50);
    return access
        .permitted(call, members)
        .chain(key -> tags.list(key.arn(), paging.after(), paging.wanted()))
        .map(
            found ->
                paging.page(
                    "Tags",
                    found,
                    tag -> new JsonObject().put("TagKey", tag.key()).put("TagValue", tag.value()),
                    TagStore.Tag::key));
  }

  private Uni<?> describe(AwsCall call) {
    Members members = call.members();
    String description = members.text("Description", 0, 8192).orElse("");
    if (!members.has("Description")) {
      members.missing("Description");
    }
    return access
        .permitted(call, members)
        .chain(
            key ->
                keys.change(
                    key.arn(),
                    current -> {
                      Lifecycle.requireNotPendingDeletion(current);
                      return current.describedAs(description);
                    }));
  }
}

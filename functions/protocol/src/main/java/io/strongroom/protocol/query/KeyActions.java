package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.identity.StoredKey;
import java.util.List;

/** Access keys. */
final class KeyActions {

  private final KeyAdmin keys;

  KeyActions(KeyAdmin keys) {
    this.keys = keys;
  }

  void addTo(Actions actions) {
    actions
        .add("CreateAccessKey", call -> keys.create(call.caller(), call.user()), IamXml::created)
        .list(
            "ListAccessKeys",
            this::list,
            (xml, page, found) ->
                page.write(
                    xml,
                    "AccessKeyMetadata",
                    found.keys(),
                    StoredKey::id,
                    (into, key) -> IamXml.key(into, key, found.user())))
        .add("UpdateAccessKey", this::update)
        .add(
            "DeleteAccessKey",
            call -> keys.delete(call.caller(), call.user(), call.required("AccessKeyId")));
  }

  /** A user's keys. */
  private record Found(String user, List<StoredKey> keys) {}

  private Uni<Found> list(QueryCall call) {
    String user = call.user();
    return keys.list(call.caller(), user).map(all -> new Found(user, all));
  }

  private Uni<Void> update(QueryCall call) {
    String status = call.required("Status");
    if (!status.equals("Active") && !status.equals("Inactive")) {
      throw QueryRefused.invalid(
          "1 validation error detected: Value '%s' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]"
              .formatted(status));
    }
    return keys.setActive(
        call.caller(), call.user(), call.required("AccessKeyId"), status.equals("Active"));
  }
}

package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Key stores of customers' own: there is none, and none can be made. */
@ApplicationScoped
class DewKeyStores implements DewOperationGroup {

  private static final String STORES = "/v1.0/{project_id}/keystores";
  private static final String STORE = STORES + "/{keystore_id}";

  DewKeyStores() {}

  @Override
  public List<DewOperation> operations() {
    return List.of(
        DewOperation.at("GET " + STORES, "list-keystores", Quota.DEW_READ, DewKeyStores::list),
        DewOperation.at("GET " + STORE, "show-keystore", Quota.DEW_READ, DewKeyStores::unknown),
        DewOperation.at(
            "DELETE " + STORE, "delete-keystore", Quota.DEW_LIFECYCLE, DewKeyStores::unknown),
        DewOperation.at(
            "POST " + STORE + "/enable",
            "enable-keystore",
            Quota.DEW_LIFECYCLE,
            DewKeyStores::unknown),
        DewOperation.at(
            "POST " + STORE + "/disable",
            "disable-keystore",
            Quota.DEW_LIFECYCLE,
            DewKeyStores::unknown));
  }

  private static Uni<WireReply> list(DewCall call) {
    return Uni.createFrom()
        .item(
            DewOperation.reply(new JsonObject().put("total", 0).put("keystores", new JsonArray())));
  }

  private static Uni<WireReply> unknown(DewCall call) {
    throw DewRefusal.invalid("keystore_id");
  }
}

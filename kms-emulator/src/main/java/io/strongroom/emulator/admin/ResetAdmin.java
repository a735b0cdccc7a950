package io.strongroom.emulator.admin;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.store.StoreReset;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Back to what a first start gives, seed included; only where it is switched on. Thread-safe. */
@ApplicationScoped
class ResetAdmin {

  private final KmsConfig config;
  private final StoreReset emptying;
  private final Seeder seeder;
  private final ThrottleAdmin throttle;
  private final TestControls controls;

  ResetAdmin(
      KmsConfig config,
      StoreReset emptying,
      Seeder seeder,
      ThrottleAdmin throttle,
      TestControls controls) {
    this.config = config;
    this.emptying = emptying;
    this.seeder = seeder;
    this.throttle = throttle;
    this.controls = controls;
  }

  Uni<AdminReply> reset() {
    if (!config.reset() || config.production()) {
      return Uni.createFrom()
          .item(AdminReply.refused(403, "strongroom.kms.reset is not switched on"));
    }
    throttle.reset();
    throttle.resetStats();
    controls.reset();
    return emptying
        .run()
        .chain(seeder::apply)
        .replaceWith(() -> AdminReply.ok(new JsonObject().put("reset", true)));
  }
}

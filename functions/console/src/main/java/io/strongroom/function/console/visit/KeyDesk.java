package io.strongroom.function.console.visit;

import io.strongroom.crypto.name.Region;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.wiring.InProcessKms;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The KMS of this process, asked with the rights of the user's own key. Thread-safe; blocks the
 * virtual thread that asks.
 */
@Singleton
public final class KeyDesk {

  private final Optional<InProcessKms> kms;
  private final Region region;

  KeyDesk(Instance<InProcessKms> kms, StrongroomConfig config) {
    this.kms = kms.isResolvable() ? Optional.of(kms.get()) : Optional.empty();
    this.region = config.keyService().region().orElseGet(config::region);
  }

  /** Whether there is one. */
  public boolean isHere() {
    return kms.isPresent();
  }

  /**
   * Has an operation of AWS's API carried out.
   *
   * @throws Refused when it was not
   */
  public JsonObject ask(Visit visit, String operation, JsonObject members) {
    InProcessKms here = kms.orElseThrow(Refused::noPage);
    if (visit.session().key().token().isPresent()) {
      throw new Refused(
          403, "AccessDenied", "The KMS takes no temporary keys. Sign in with a lasting one.", "");
    }
    InProcessKms.Told told = told(here, visit, operation, members);
    JsonObject answer =
        told.members().isEmpty() ? new JsonObject() : new JsonObject(told.members());
    if (told.status() == 200) {
      return answer;
    }
    String type = answer.getString("__type", "Failed");
    String code = type.substring(type.indexOf('#') + 1);
    throw new Refused(
        code.startsWith("AccessDenied") ? 403 : told.status(),
        code,
        answer.getString("message", answer.getString("Message", code)),
        "");
  }

  private InProcessKms.Told told(
      InProcessKms here, Visit visit, String operation, JsonObject members) {
    try {
      return here.ask(visit.session().key().accessKeyId(), region, operation, members.encode())
          .toCompletableFuture()
          .join();
    } catch (CompletionException lost) {
      throw new Refused(502, "Unavailable", "The KMS gave no answer.", "");
    }
  }
}

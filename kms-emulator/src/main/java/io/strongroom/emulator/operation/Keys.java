package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Access;
import io.strongroom.emulator.service.KeyAuthorizer;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.policy.Reach;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the key of a call and checks it: exists, permitted, fit. Thread-safe. */
@ApplicationScoped
class Keys {

  private final KeyAuthorizer authorizer;
  private final KeyStore store;

  Keys(KeyAuthorizer authorizer, KeyStore store) {
    this.authorizer = authorizer;
    this.store = store;
  }

  /** A key that the call names, and may use as it says. */
  Uni<KmsKey> get(Call call, KeyReference name, KeyUse use) {
    return permitted(call, name, use).invoke(use.demand()::check);
  }

  /** As {@link #get}, and not one that the API lets nobody change. */
  Uni<KmsKey> changeable(Call call, KeyReference name, KeyUse use) {
    return find(call, name)
        .invoke(call.naming()::requireChangeable)
        .call(key -> require(call, call.access(use, key, name)))
        .invoke(use.demand()::check);
  }

  /** A key that the call names and may use, fit or not. */
  Uni<KmsKey> permitted(Call call, KeyReference name, KeyUse use) {
    return find(call, name).call(key -> require(call, call.access(use, key, name)));
  }

  /** A key that the call names, not checked at all. */
  Uni<KmsKey> find(Call call, KeyReference name) {
    return Uni.createFrom().deferred(() -> call.naming().find(call, name));
  }

  /** A key that is known to exist, not checked at all. */
  Uni<KmsKey> known(KeyArn arn) {
    return store.get(arn);
  }

  /** Completes when a wish is permitted. */
  Uni<Void> require(Call call, Access access) {
    return authorizer
        .require(access)
        .invoke(reach -> call.trail().given(word(reach)))
        .replaceWithVoid();
  }

  private static String word(Reach reach) {
    return switch (reach) {
      case OWN -> "requester";
      case EVERYONE -> "everyone";
      case ROLE -> "role";
      case ACCOUNT -> "account";
    };
  }
}

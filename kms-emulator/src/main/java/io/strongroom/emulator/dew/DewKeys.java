package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.Call;
import io.strongroom.emulator.operation.KeyNaming;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.ProjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** Keys as DEW names them, in one project. Thread-safe. */
@ApplicationScoped
class DewKeys {

  private final KeyFinder finder;
  private final KeyStore keys;
  private final ProjectStore projects;

  DewKeys(KeyFinder finder, KeyStore keys, ProjectStore projects) {
    this.finder = finder;
    this.keys = keys;
    this.projects = projects;
  }

  /** The keys that exist for calls of a project. */
  KeyNaming in(String project) {
    return new Naming(project);
  }

  private final class Naming implements KeyNaming {

    private final String project;

    Naming(String project) {
      this.project = project;
    }

    @Override
    public Uni<KmsKey> find(Call call, KeyReference name) {
      return inAnyProject(call, name).call(key -> requireVisible(call, key));
    }

    // Of another account, whether a key may be used its policy and grants say.
    @Override
    public Uni<Void> requireVisible(Call call, KmsKey key) {
      if (!key.arn().scope().account().equals(call.caller().account())) {
        return Uni.createFrom().voidItem();
      }
      return projects
          .of(key.arn())
          .invoke(
              home -> {
                if (!home.map(project::equals).orElse(true)) {
                  throw KmsRefusal.noSuchKey(key.arn());
                }
              })
          .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Predicate<KeyArn>>> visible(Call call) {
      return projects
          .elsewhere(call.scope(), project)
          .map(hidden -> Optional.of(arn -> !hidden.contains(arn.toString())));
    }

    @Override
    public void requireChangeable(KmsKey key) {
      if (key.type().manager() == KeyManager.AWS) {
        throw DewRefusal.of("KMS.0211", "Not allowed on a default key.");
      }
    }
  }

  private Uni<KmsKey> inAnyProject(Call call, KeyReference name) {
    return switch (name) {
      case KeyReference.Id(String id) -> inAnyAccount(call, id);
      case KeyReference.Named _, KeyReference.Arn _ -> finder.find(call.scope(), name);
      case KeyReference.Misplaced _, KeyReference.Unreadable _ ->
          throw DewRefusal.of("KMS.0205", "The key_id is invalid.");
    };
  }

  // DEW: the id is enough for the key of another account, too; whether the caller may use it is
  // asked next.
  private Uni<KmsKey> inAnyAccount(Call call, String id) {
    KeyArn own = new KeyArn(call.scope(), id);
    return keys.find(own)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : keys.findInRegion(call.scope().region(), id))
        .map(found -> found.orElseThrow(() -> KmsRefusal.noSuchKey(own)));
  }
}

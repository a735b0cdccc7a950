package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.store.TagStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets tags of a key. Thread-safe. */
@ApplicationScoped
public class TagResource {

  private final Keys keys;
  private final TagStore store;

  TagResource(Keys keys, TagStore store) {
    this.keys = keys;
    this.store = store;
  }

  /** Which tags; they replace those of the same name. */
  public record Command(KeyReference key, List<KeyTag> tags) {
    public Command {
      tags = List.copyOf(tags);
    }
  }

  /** Fails with {@code TAG}. */
  public Uni<Void> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:TagResource"))
        .chain(key -> store.put(key.arn(), KeyTagRules.checked(command.tags())));
  }
}

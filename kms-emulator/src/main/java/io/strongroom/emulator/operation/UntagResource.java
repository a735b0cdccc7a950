package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.TagStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes tags from a key; what is not there is no error. Thread-safe. */
@ApplicationScoped
public class UntagResource {

  private final Keys keys;
  private final TagStore store;

  UntagResource(Keys keys, TagStore store) {
    this.keys = keys;
    this.store = store;
  }

  /** Which tags. */
  public record Command(KeyReference key, List<String> names) {
    public Command {
      names = List.copyOf(names);
    }
  }

  /** Fails with {@code TAG}. */
  public Uni<Void> execute(Call call, Command command) {
    return keys.changeable(call, command.key(), KeyUse.of("kms:UntagResource"))
        .invoke(() -> command.names().forEach(KeyTagRules::requireUnreserved))
        .chain(key -> store.remove(key.arn(), command.names()));
  }
}

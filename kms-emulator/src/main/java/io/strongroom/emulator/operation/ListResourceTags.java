package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.store.TagStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The tags of a key. Thread-safe. */
@ApplicationScoped
public class ListResourceTags {

  private final Keys keys;
  private final TagStore store;

  ListResourceTags(Keys keys, TagStore store) {
    this.keys = keys;
    this.store = store;
  }

  /**
   * Which tags.
   *
   * @param after the name of the last tag shown before; empty for the first page
   * @param limit most tags to give
   */
  public record Command(KeyReference key, String after, int limit) {}

  /** The tags in the order of their names. */
  public Uni<List<KeyTag>> execute(Call call, Command command) {
    return keys.get(call, command.key(), KeyUse.of("kms:ListResourceTags"))
        .chain(key -> store.list(key.arn(), command.after(), command.limit()));
  }
}

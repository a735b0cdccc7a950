package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.TagStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The keys of the caller's scope, each with its tags. Thread-safe. */
@ApplicationScoped
public class ListTaggedKeys {

  private static final int MAX_PER_KEY = 50;

  private final ListKeys keys;
  private final TagStore tags;

  ListTaggedKeys(ListKeys keys, TagStore tags) {
    this.keys = keys;
    this.tags = tags;
  }

  /** A key and its tags, in the order of their names. */
  public record TaggedKey(KmsKey key, List<KeyTag> tags) {}

  /** The keys that exist for the call, in the order of their ids. */
  public Uni<List<TaggedKey>> execute(Call call) {
    return keys.execute(call, ListKeys.Command.ALL)
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(
            key -> tags.list(key.arn(), "", MAX_PER_KEY).map(found -> new TaggedKey(key, found)))
        .collect()
        .asList();
  }
}

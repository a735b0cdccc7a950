package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Families;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows a key. Thread-safe. */
@ApplicationScoped
public class DescribeKey {

  private final Keys keys;
  private final Families families;

  DescribeKey(Keys keys, Families families) {
    this.keys = keys;
    this.families = families;
  }

  /** Which key. */
  public record Command(KeyReference key, List<String> grantTokens) {}

  /** A key and its replicas. */
  public record Result(KmsKey key, KeyFamily family) {}

  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:DescribeKey").withTokens(command.grantTokens());
    return keys.get(call, command.key(), use)
        .chain(key -> families.of(key).map(family -> new Result(key, family)));
  }
}

package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.operation.Call;
import io.strongroom.emulator.operation.KeyNaming;
import io.strongroom.emulator.service.KeyFinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** Keys as AWS names them: all of the account and region exist for everybody. Thread-safe. */
@ApplicationScoped
class AwsKeys implements KeyNaming {

  private final KeyFinder finder;

  AwsKeys(KeyFinder finder) {
    this.finder = finder;
  }

  @Override
  public Uni<KmsKey> find(Call call, KeyReference name) {
    return finder.find(call.scope(), name);
  }

  @Override
  public Uni<Void> requireVisible(Call call, KmsKey key) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Optional<Predicate<KeyArn>>> visible(Call call) {
    return Uni.createFrom().item(Optional.empty());
  }

  @Override
  public void requireChangeable(KmsKey key) {
    // AWS: what a service's default key may not be used for is a matter of permission.
  }
}

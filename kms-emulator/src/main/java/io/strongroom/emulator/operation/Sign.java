package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Signs a message or a digest. Thread-safe. */
@ApplicationScoped
public class Sign {

  private final Keys keys;
  private final Signatures signatures;

  Sign(Keys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /**
   * What to sign.
   *
   * @param content asked for when the key is known to be fit
   */
  public record Command(
      KeyReference key, KeyUse use, Supplier<Signatures.Content> content, boolean dryRun) {}

  /** A signature, and the key that made it. */
  public static final class Result {

    private final KmsKey key;
    private final byte[] signature;

    Result(KmsKey key, byte[] signature) {
      this.key = key;
      this.signature = signature;
    }

    /** The key. */
    public KmsKey key() {
      return key;
    }

    /** The signature. */
    public byte[] signature() {
      return signature.clone();
    }
  }

  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use())
        .chain(
            key -> {
              Signatures.Content content = command.content().get();
              DryRun.stop(command.dryRun());
              return signatures.sign(key, content).map(bytes -> new Result(key, bytes));
            });
  }
}

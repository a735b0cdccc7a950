package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Signatures;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes an authentication code. Thread-safe. */
@ApplicationScoped
public class GenerateMac {

  private final Keys keys;
  private final Signatures signatures;

  GenerateMac(Keys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /**
   * What to make a code of.
   *
   * @param message closed when the operation has ended
   */
  public record Command(
      KeyReference key, KeyUse use, MacAlgorithm algorithm, SecretBytes message, boolean dryRun) {}

  /** A code, and the key that made it. */
  public static final class Result {

    private final KmsKey key;
    private final byte[] mac;

    Result(KmsKey key, byte[] mac) {
      this.key = key;
      this.mac = mac;
    }

    /** The key. */
    public KmsKey key() {
      return key;
    }

    /** The code. */
    public byte[] mac() {
      return mac.clone();
    }
  }

  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use())
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(key -> code(key, command))
        .eventually(command.message()::close);
  }

  private Uni<Result> code(KmsKey key, Command command) {
    return signatures
        .mac(key, command.algorithm(), command.message().use(byte[]::clone))
        .map(mac -> new Result(key, mac));
  }
}

package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.KeyPairs;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows the public half of a key pair. Thread-safe. */
@ApplicationScoped
public class GetPublicKey {

  private final Keys keys;
  private final KeyPairs pairs;

  GetPublicKey(Keys keys, KeyPairs pairs) {
    this.keys = keys;
    this.pairs = pairs;
  }

  /** Which key. */
  public record Command(KeyReference key, KeyUse use) {}

  /** A key and its public half. */
  public static final class Result {

    private final KmsKey key;
    private final byte[] encoded;

    Result(KmsKey key, byte[] encoded) {
      this.key = key;
      this.encoded = encoded;
    }

    /** The key. */
    public KmsKey key() {
      return key;
    }

    /** X.509 SubjectPublicKeyInfo. */
    public byte[] encoded() {
      return encoded.clone();
    }
  }

  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use())
        .chain(key -> pairs.publicKey(key).map(encoded -> new Result(key, encoded)));
  }
}

package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Signatures;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks a signature. Thread-safe. */
@ApplicationScoped
public class Verify {

  private final Keys keys;
  private final Signatures signatures;

  Verify(Keys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /**
   * What to check.
   *
   * @param signed as it was given to {@link Sign}
   * @param signature taken over
   */
  public record Command(Sign.Command signed, SecretBytes signature) {}

  /** Whether the signature is right. */
  public record Result(KmsKey key, boolean valid) {}

  /** A wrong signature is an answer, also of a dry run; only a right one ends that otherwise. */
  public Uni<Result> execute(Call call, Command command) {
    Sign.Command signed = command.signed();
    return keys.get(call, signed.key(), signed.use())
        .chain(
            key ->
                signatures
                    .verify(key, signed.content().get(), command.signature().use(byte[]::clone))
                    .invoke(valid -> DryRun.stop(valid && signed.dryRun()))
                    .map(valid -> new Result(key, valid)));
  }
}

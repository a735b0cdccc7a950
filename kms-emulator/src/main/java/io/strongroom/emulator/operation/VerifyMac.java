package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;

/** Checks an authentication code. Thread-safe. */
@ApplicationScoped
public class VerifyMac {

  private final Keys keys;
  private final Signatures signatures;

  VerifyMac(Keys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /** What to check. */
  public record Command(GenerateMac.Command made, SecretBytes mac) {}

  /** Whether the code is right. */
  public record Result(KmsKey key, boolean valid) {}

  /** A wrong code is an answer, also of a dry run; only a right one ends that otherwise. */
  public Uni<Result> execute(Call call, Command command) {
    GenerateMac.Command made = command.made();
    return keys.get(call, made.key(), made.use())
        .chain(
            key ->
                signatures
                    .mac(key, made.algorithm(), made.message().use(byte[]::clone))
                    .map(mac -> command.mac().use(given -> MessageDigest.isEqual(mac, given)))
                    .invoke(valid -> DryRun.stop(valid && made.dryRun()))
                    .map(valid -> new Result(key, valid)))
        .eventually(made.message()::close);
  }
}

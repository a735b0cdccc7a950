package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.WrappingAlgorithm;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Imports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Offers a wrapping key for material from outside. Thread-safe. */
@ApplicationScoped
public class GetParametersForImport {

  private final Keys keys;
  private final Imports imports;

  GetParametersForImport(Keys keys, Imports imports) {
    this.keys = keys;
    this.imports = imports;
  }

  /**
   * Which wrapping key.
   *
   * @param algorithm as the API chooses it for the key, asked for after the permission
   */
  public record Command(
      Target target, Function<KmsKey, WrappingAlgorithm> algorithm, KeyPairKind kind) {}

  /** The offer, and whom it is for. */
  public record Result(KmsKey key, Imports.Offer offer) {}

  /** Fails with {@code UNSUPPORTED_OPERATION} for a key whose material is made here. */
  public Uni<Result> execute(Call call, Command command) {
    KeyUse use = KeyUse.of("kms:GetParametersForImport").demanding(command.target().before());
    return keys.changeable(call, command.target().key(), use)
        .chain(
            key ->
                imports
                    .offer(key, command.algorithm().apply(key), command.kind())
                    .map(offer -> new Result(key, offer)));
  }
}

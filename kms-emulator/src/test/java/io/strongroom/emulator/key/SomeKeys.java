package io.strongroom.emulator.key;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.crypto.MaterialId;
import java.time.Instant;
import java.util.Optional;

/** Keys for tests that need no store. */
public final class SomeKeys {

  /** Where they are. */
  public static final Scope SCOPE = new Scope(AccountId.of("111122223333"), Region.of("eu-west-1"));

  /** When they were made. */
  public static final Instant MADE = Instant.parse("2026-03-01T12:00:00Z");

  /** Their material. */
  public static final MaterialId MATERIAL = new MaterialId("ab".repeat(32));

  private SomeKeys() {}

  /** A symmetric key with material made here. */
  public static KmsKey in(KeyState state) {
    return of(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.AWS_KMS, state);
  }

  /** A symmetric key whose material comes from outside; it has some unless it waits for it. */
  public static KmsKey external(KeyState state) {
    return of(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.EXTERNAL, state);
  }

  /** An enabled key of a sort. */
  public static KmsKey of(KeySpec spec, KeyUsage usage) {
    return of(spec, usage, KeyOrigin.AWS_KMS, KeyState.ENABLED);
  }

  private static KmsKey of(KeySpec spec, KeyUsage usage, KeyOrigin origin, KeyState state) {
    return new KmsKey(
        new KeyArn(SCOPE, "1234abcd-12ab-34cd-56ef-1234567890ab"),
        new KmsKey.KeyType(spec, usage, origin, KeyManager.CUSTOMER, false),
        KmsKey.Life.of(state),
        MADE,
        "",
        state == KeyState.PENDING_IMPORT ? KmsKey.InUse.NONE : KmsKey.InUse.of(MATERIAL),
        Optional.empty(),
        KmsKey.Rotation.OFF);
  }
}

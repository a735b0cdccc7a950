package io.strongroom.kms.emulator.store;

import io.strongroom.kms.emulator.crypto.WrappedMaterial;
import io.strongroom.kms.emulator.key.KeyArn;
import java.time.Instant;
import java.util.Optional;

/**
 * One generation of a key's material, wrapped.
 *
 * @param rotationType {@code AUTOMATIC} or {@code ON_DEMAND}; empty for a key's first material
 */
public record StoredMaterial(
    KeyArn owner, WrappedMaterial wrapped, Instant created, Optional<String> rotationType) {}

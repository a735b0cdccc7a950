package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A key's names. The oldest is its {@code key_alias}, which DEW writes without {@code alias/}; a
 * key may have more. Thread-safe.
 */
@ApplicationScoped
class DewNames {

  private static final int MAX_PER_KEY = 50;

  private final AliasStore aliases;

  DewNames(AliasStore aliases) {
    this.aliases = aliases;
  }

  /** All names of a key. */
  Uni<List<Alias>> all(KmsKey key) {
    return aliases.list(key.arn().scope(), Optional.of(key.arn()), "", MAX_PER_KEY);
  }

  /** The one shown as {@code key_alias}. */
  Uni<Optional<Alias>> primary(KmsKey key) {
    return all(key)
        .map(
            found ->
                found.stream()
                    .min(
                        Comparator.comparing(Alias::created)
                            .thenComparing(alias -> alias.name().text())));
  }

  /** A name as {@code key_alias} shows it. */
  static String bare(Alias alias) {
    return alias.name().text().substring(AliasName.PREFIX.length());
  }

  /** A name that users may give, without {@code alias/}. */
  static AliasName ofUser(String given) {
    if (given.endsWith("/default")) {
      throw DewRefusal.of("KMS.1101", "The alias is reserved for default keys.");
    }
    return AliasName.parse(AliasName.PREFIX + given)
        .filter(name -> !name.isReserved())
        .orElseThrow(() -> DewRefusal.of("KMS.1101", "The alias is invalid."));
  }

  /** A name that users may give, with {@code alias/}. */
  static AliasName full(String given) {
    if (!given.startsWith(AliasName.PREFIX)) {
      throw DewRefusal.of("KMS.1101", "The alias must begin with alias/.");
    }
    return ofUser(given.substring(AliasName.PREFIX.length()));
  }
}

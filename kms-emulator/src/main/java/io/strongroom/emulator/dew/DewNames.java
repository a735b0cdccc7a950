package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;

/** A key's names as DEW writes them: {@code key_alias} is without {@code alias/}. */
final class DewNames {

  private DewNames() {}

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

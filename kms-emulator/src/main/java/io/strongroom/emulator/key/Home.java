package io.strongroom.emulator.key;

import java.util.Optional;

/**
 * Where a key of the API with projects belongs.
 *
 * @param name the key's first
 * @param project outside of which it does not exist; empty for a key of its whole account
 */
public record Home(AliasName name, Optional<String> project) {}

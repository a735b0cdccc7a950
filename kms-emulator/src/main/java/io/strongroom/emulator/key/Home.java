package io.strongroom.emulator.key;

/**
 * Where a key of the API with projects belongs.
 *
 * @param name the key's first
 * @param project outside of which it does not exist
 */
public record Home(AliasName name, String project) {}

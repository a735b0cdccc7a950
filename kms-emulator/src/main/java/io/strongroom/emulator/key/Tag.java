package io.strongroom.emulator.key;

/** One tag of a key. */
public record Tag(String key, String value) {}

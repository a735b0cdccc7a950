package io.strongroom.emulator.key;

/** One tag of a key. */
public record KeyTag(String key, String value) {}

package io.strongroom.domain.record;

/** A word and its value that somebody gave to a bucket or an object. Not secret, not encrypted. */
public record Tag(String key, String value) {}

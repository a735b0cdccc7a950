package io.strongroom.domain.identity;

/** A policy by its name, or by its ARN where it is attached, with its text as it was given. */
public record NamedDocument(String name, String document) {}

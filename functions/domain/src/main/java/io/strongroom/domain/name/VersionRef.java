package io.strongroom.domain.name;

/** One version of an object. */
public record VersionRef(ObjectRef object, VersionId version) {}

package io.strongroom.domain.name;

/** Which part of which upload; {@code number} is 1 to 10,000. */
public record PartId(ObjectRef ref, UploadId uploadId, int number) {}

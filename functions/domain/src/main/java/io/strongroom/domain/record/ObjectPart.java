package io.strongroom.domain.record;

import java.util.Optional;

/** One part of a multipart object. {@code size} is the plaintext length in bytes. */
public record ObjectPart(int number, long size, Optional<StoredChecksum> checksum) {}

package io.strongroom.domain.object;

import java.util.Optional;

/** One part of a multipart object. {@code size} is the plaintext length in bytes. */
public record ObjectPart(int number, long size, Optional<StoredChecksum> checksum) {}

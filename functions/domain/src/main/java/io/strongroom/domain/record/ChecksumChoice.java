package io.strongroom.domain.record;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;

/** Algorithm and type that an upload was created with. */
public record ChecksumChoice(ChecksumAlgorithm algorithm, ObjectChecksum.Type type) {}

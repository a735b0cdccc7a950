package io.strongroom.domain.multipart;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;

/** Algorithm and type that an upload was created with. */
public record ChecksumChoice(ChecksumAlgorithm algorithm, ObjectChecksum.Type type) {}

package io.strongroom.domain.checksum;

/** The checksums a client may ask for. */
public enum ChecksumAlgorithm {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256
}

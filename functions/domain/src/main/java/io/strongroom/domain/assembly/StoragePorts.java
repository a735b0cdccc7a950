package io.strongroom.domain.assembly;

import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;

/** Where records and blobs are. Each is asked for only by what needs it. */
public interface StoragePorts {

  Buckets buckets();

  Objects objects();

  Uploads uploads();

  Listings listings();

  BlobStore blobs();

  /** Sealed bytes of an object up to which they rest beside its record; 0 for never. */
  int inlineUpTo();
}

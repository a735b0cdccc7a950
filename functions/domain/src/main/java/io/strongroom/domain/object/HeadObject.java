package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;

/**
 * HeadObject: everything about an object but its bytes. Needs no KMS, unless a sealed checksum is
 * wanted.
 */
public final class HeadObject {

  public Uni<ObjectView> execute(GetObject.Command command) {
    throw new UnsupportedOperationException();
  }
}

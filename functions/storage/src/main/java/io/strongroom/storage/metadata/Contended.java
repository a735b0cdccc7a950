package io.strongroom.storage.metadata;

/** A statement met a row that it could not see yet: it did nothing and is run again. */
final class Contended extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Contended() {
    super("a row appeared meanwhile", null, false, false);
  }
}

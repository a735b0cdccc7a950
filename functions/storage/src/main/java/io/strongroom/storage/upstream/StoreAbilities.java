package io.strongroom.storage.upstream;

/**
 * What a store does beyond what is needed of it, as it was found at the start.
 *
 * @param createsOnly whether it refuses to write over what is there, where it is asked to
 * @param createsOnlyParts the same of the completion of a multipart upload
 * @param checksDigests whether it refuses bytes that are not those of their {@code Content-MD5}
 * @param deletesBatches whether it takes many names in one request
 */
public record StoreAbilities(
    boolean createsOnly, boolean createsOnlyParts, boolean checksDigests, boolean deletesBatches) {

  /** Nothing is known of it. */
  static final StoreAbilities NONE = new StoreAbilities(false, false, false, false);

  /** One line for an operator. */
  @Override
  public String toString() {
    return "conditional create "
        + word(createsOnly)
        + " (multipart "
        + word(createsOnlyParts)
        + "), Content-MD5 checked "
        + word(checksDigests)
        + ", batch delete "
        + word(deletesBatches);
  }

  private static String word(boolean ability) {
    return ability ? "yes" : "no";
  }
}

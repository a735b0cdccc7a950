package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.configuration.DefaultClasses;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bucket can be made with: headers that are offered with the values which say what every
 * bucket here is anyway. With any other value they are refused, and other headers altogether.
 *
 * <p>Source: "CreateBucket", Amazon S3 API reference; "Creating a Bucket", OBS API reference.
 */
final class CreationHeaders {

  private static final String OWNERSHIP = "object-ownership";
  private static final String LOCK = "bucket-object-lock-enabled";
  private static final List<String> LOCKING = List.of("true", "True", "false", "False");

  /**
   * Rules of ownership that exist, and of which nobody but the bucket's owner is the offered one.
   */
  private static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

  /** S3: the older dialect of OBS calls the class so. */
  private static final String OLD_CLASS = "x-default-storage-class";

  private final Vocabulary words;

  CreationHeaders(Vocabulary words) {
    this.words = words;
  }

  /**
   * @throws ObjectStoreException HeaderNotImplemented, or InvalidArgument for a value nobody has
   */
  void requireOffered(Headers headers) {
    requireOneOf(headers, words.header("acl"), List.of("private"));
    requireOneOf(headers, words.header(LOCK), LOCKING);
    // S3: a name space that all accounts share, as the names here are.
    requireOneOf(headers, words.header("bucket-namespace"), List.of("global"));
    // OBS: the enterprise project that everything is in which is in no other.
    requireOneOf(headers, words.header("epid"), List.of("0"));
    requireOneOf(headers, OLD_CLASS, List.of("STANDARD"));
    headers.first(words.header(OWNERSHIP)).ifPresent(this::requireOwnership);
  }

  /** Whether versions in the bucket can be locked. */
  boolean locks(Headers headers) {
    return headers.first(words.header(LOCK)).filter("true"::equalsIgnoreCase).isPresent();
  }

  /**
   * OBS: of which class new objects are. S3: no bucket is of any.
   *
   * @throws ObjectStoreException HeaderNotImplemented, or InvalidDefaultStorageClass
   */
  Optional<BucketSetting> storageClass(Headers headers) {
    String header = words.header("storage-class");
    if (words.checksums()) {
      requireOneOf(headers, header, List.of("STANDARD"));
      return Optional.empty();
    }
    return headers
        .first(header)
        .filter(given -> !given.isEmpty())
        .flatMap(given -> DefaultClasses.wanted(given, StorageClasses.OBS));
  }

  private void requireOwnership(String given) {
    String header = words.header(OWNERSHIP);
    if (!OWNERSHIPS.contains(given)) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "Invalid " + header + " header: " + given, header, given));
    }
    if (!given.equals("BucketOwnerEnforced")) {
      throw new ObjectStoreException(new RequestError.HeaderNotImplemented(header));
    }
  }

  /** A header without a value asks for nothing. */
  private static void requireOneOf(Headers headers, String header, List<String> values) {
    headers
        .first(header)
        .filter(given -> !given.isEmpty() && !values.contains(given))
        .ifPresent(
            given -> {
              throw new ObjectStoreException(new RequestError.HeaderNotImplemented(header));
            });
  }
}

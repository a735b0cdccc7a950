package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Nothing in a request is kept and ignored. What a codec does not ask for is something that this
 * service would leave undone, so it is refused by name, whether or not anybody here has heard of
 * it.
 */
public final class WholeRequest {

  /** The services' own headers, whichever dialect the request speaks. */
  public static final List<String> PREFIXES = List.of("x-amz-", "x-obs-");

  /** OBS: its SDKs ask for the storage class of a bucket by this name in the S3 dialect. */
  private static final String BUCKET_CLASS = "x-default-storage-class";

  /** On writes: to go ahead without looking at these would overwrite what must not be. */
  private static final Set<String> OF_WRITES =
      Set.of("content-range", "if-match", "if-none-match", "if-unmodified-since");

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /** Headers, without prefix, that ask for nothing which could be left undone, and why. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          // Lifts a protection that no object here has.
          "bypass-governance-retention",
          // The same.
          "mfa",
          // Asks for the restore state of archived objects, of which there are none.
          "optional-object-attributes",
          // Says that the sender would pay; nobody does.
          "request-payer",
          // Names the kind of a checksum; compared with it where there is one.
          "sdk-checksum-algorithm",
          // Offers to take a digest behind the body, which the answer may do without.
          "te",
          // Names the program that asks.
          "user-agent");

  private WholeRequest() {}

  /**
   * Call when the codec has parsed the request.
   *
   * @throws ObjectStoreException HeaderNotImplemented, naming the header
   */
  static void requireRead(IncomingRequest request) {
    Headers headers = request.wire().headers();
    boolean write = !READS.contains(request.wire().method());
    for (String name : headers.unread()) {
      if (asks(name, write) && saysSomething(headers, name)) {
        throw new ObjectStoreException(new RequestError.HeaderNotImplemented(name));
      }
    }
  }

  private static boolean asks(String name, boolean write) {
    Optional<String> prefix = PREFIXES.stream().filter(name::startsWith).findFirst();
    return prefix
        .map(each -> !WITHOUT_EFFECT.contains(name.substring(each.length())))
        .orElseGet(() -> name.equals(BUCKET_CLASS) || (write && OF_WRITES.contains(name)));
  }

  private static boolean saysSomething(Headers headers, String name) {
    return headers.fields().stream()
        .anyMatch(field -> field.name().equals(name) && !field.value().isBlank());
  }
}

package io.strongroom.protocol.http;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Route.DialectName;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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

  private static final String CHECKSUM = "x-amz-checksum-";

  /** Headers that begin like that of a checksum and state none. */
  private static final Set<String> ABOUT_CHECKSUMS = Set.of("algorithm", "mode", "type");

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /** Headers that ask for nothing which could be left undone, and why. */
  private static final Set<String> OF_S3_WITHOUT_EFFECT =
      Set.of(
          // Speaks of retentions, which only those who ask for the header look at.
          "x-amz-bypass-governance-retention",
          // Lifts a protection that no object here has.
          "x-amz-mfa",
          // Says that the sender would pay; nobody does.
          "x-amz-request-payer",
          // Names the kind of a checksum; compared with it where there is one.
          "x-amz-sdk-checksum-algorithm",
          // Offers to take a digest behind the body, which the answer may do without.
          "x-amz-te",
          // Names the program that asks.
          "x-amz-user-agent");

  private static final Set<String> OF_OBS_WITHOUT_EFFECT =
      Set.of(
          // Says that the sender would pay; nobody does.
          "x-obs-request-payer");

  private WholeRequest() {}

  /**
   * Call when the codec has parsed the request.
   *
   * @param command what it means; its keys are closed when it is refused
   * @throws ObjectStoreException HeaderNotImplemented, naming the header
   */
  public static <C> C requireRead(IncomingRequest request, C command) {
    try {
      requireRead(request);
      return command;
    } catch (ObjectStoreException refused) {
      if (command instanceof BringsKeys keys) {
        keys.close();
      }
      throw refused;
    }
  }

  private static void requireRead(IncomingRequest request) {
    Headers headers = request.wire().headers();
    boolean write = !READS.contains(request.wire().method());
    Set<String> withoutEffect = withoutEffect(request.route().dialect());
    for (String name : headers.unread()) {
      if (asks(name, write)
          && !withoutEffect.contains(name)
          && saysSomething(headers, name)
          && !isOfNoBody(headers, name)) {
        throw new ObjectStoreException(refusal(name));
      }
    }
  }

  /** S3: a checksum of an algorithm that nobody has heard of has an answer of its own. */
  private static RequestError refusal(String name) {
    boolean unknownAlgorithm =
        name.startsWith(CHECKSUM)
            && !ABOUT_CHECKSUMS.contains(name.substring(CHECKSUM.length()))
            && !isAlgorithm(name.substring(CHECKSUM.length()));
    return unknownAlgorithm
        ? new RequestError.InvalidRequest(
            "The algorithm type you specified in " + CHECKSUM + " header is invalid.")
        : new RequestError.HeaderNotImplemented(name);
  }

  private static boolean isAlgorithm(String word) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .anyMatch(each -> each.name().equalsIgnoreCase(word));
  }

  private static Set<String> withoutEffect(DialectName dialect) {
    return switch (dialect) {
      case S3 -> OF_S3_WITHOUT_EFFECT;
      case OBS -> OF_OBS_WITHOUT_EFFECT;
      case AWS_JSON, AWS_QUERY, DOMAIN_REST -> Set.of();
    };
  }

  private static boolean asks(String name, boolean write) {
    return isOfService(name) || name.equals(BUCKET_CLASS) || (write && OF_WRITES.contains(name));
  }

  private static boolean isOfService(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** S3: its SDK for Java states the checksum of no body beside every request without one. */
  private static boolean isOfNoBody(Headers headers, String name) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(each -> name.equals(CHECKSUM + each.name().toLowerCase(Locale.ROOT)))
        .map(each -> Base64.getEncoder().encodeToString(each.digest(new byte[0])))
        .anyMatch(ofNothing -> headers.first(name).equals(Optional.of(ofNothing)));
  }

  private static boolean saysSomething(Headers headers, String name) {
    return headers.fields().stream()
        .anyMatch(field -> field.name().equals(name) && !field.value().isBlank());
  }
}

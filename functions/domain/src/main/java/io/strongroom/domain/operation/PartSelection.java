package io.strongroom.domain.operation;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks the list of parts in a completion against what was uploaded. */
final class PartSelection {

  static final int MAX_PARTS = 10_000;

  private PartSelection() {}

  /**
   * The stored parts that make the object, in order.
   *
   * @throws ObjectStoreException InvalidPart, InvalidPartOrder, EntityTooSmall, NoParts
   */
  static List<StoredPart> choose(
      Upload upload, CompleteMultipartUpload.Command command, List<StoredPart> stored) {
    if (command.parts().isEmpty()) {
      throw refused(new RequestError.NoParts());
    }
    requireAscending(command);
    Map<Integer, StoredPart> byNumber =
        stored.stream().collect(Collectors.toMap(StoredPart::number, Function.identity()));
    List<StoredPart> chosen = new ArrayList<>();
    for (CompleteMultipartUpload.NamedPart named : command.parts()) {
      StoredPart part = byNumber.get(named.number());
      if (part == null || !part.etag().value().equals(named.etag())) {
        throw refused(
            new RequestError.InvalidPart(command.uploadId(), named.number(), named.etag()));
      }
      chosen.add(part);
    }
    requireSizes(upload, chosen);
    return chosen;
  }

  private static void requireAscending(CompleteMultipartUpload.Command command) {
    int previous = 0;
    for (CompleteMultipartUpload.NamedPart named : command.parts()) {
      if (named.number() <= previous) {
        throw refused(new RequestError.InvalidPartOrder(command.uploadId()));
      }
      previous = named.number();
    }
  }

  private static void requireSizes(Upload upload, List<StoredPart> parts) {
    long minimum = upload.rules().leastBytes();
    for (StoredPart part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < minimum) {
        throw refused(
            new RequestError.EntityTooSmall(part.number(), part.size(), minimum, part.etag()));
      }
    }
  }

  private static ObjectStoreException refused(RequestError error) {
    return new ObjectStoreException(error);
  }
}

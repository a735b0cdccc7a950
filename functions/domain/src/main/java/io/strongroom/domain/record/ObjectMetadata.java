package io.strongroom.domain.record;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the writer says about an object besides its bytes.
 *
 * @param system standard headers that are stored and replayed ({@code content-type}, {@code
 *     cache-control}, {@code content-disposition}, {@code content-encoding}, {@code
 *     content-language}, {@code expires}), names in lower case
 * @param user the user metadata, names in lower case without the dialect's prefix
 */
public record ObjectMetadata(
    Map<String, String> system, Map<String, String> user, Optional<String> storageClass) {

  public ObjectMetadata {
    system = Collections.unmodifiableMap(new TreeMap<>(system));
    user = Collections.unmodifiableMap(new TreeMap<>(user));
  }

  public static ObjectMetadata none() {
    return new ObjectMetadata(Map.of(), Map.of(), Optional.empty());
  }
}

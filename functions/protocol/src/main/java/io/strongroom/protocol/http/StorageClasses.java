package io.strongroom.protocol.http;

import io.strongroom.domain.record.ObjectMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the storage classes of objects are called in a dialect. They are kept under S3's names.
 *
 * <p>Source: "Understanding and managing Amazon S3 storage classes", Amazon S3 user guide; "Storage
 * Classes", OBS API reference.
 */
@SuppressWarnings("ImmutableEnumChecker") // The maps never change.
public enum StorageClasses {
  /** What a writer in OBS's dialect named was kept under OBS's name once. */
  S3(
      names(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER_IR",
          "GLACIER",
          "DEEP_ARCHIVE"),
      Map.of("WARM", "STANDARD_IA")),
  OBS(
      Map.of(
          "STANDARD", "STANDARD",
          "WARM", "STANDARD_IA",
          "COLD", "GLACIER",
          "DEEP_ARCHIVE", "DEEP_ARCHIVE",
          "INTELLIGENT_TIERING", "INTELLIGENT_TIERING"),
      Map.of("STANDARD_IA", "WARM", "GLACIER", "COLD"));

  private final Map<String, String> kept;
  private final Map<String, String> shown;

  StorageClasses(Map<String, String> kept, Map<String, String> shown) {
    this.kept = kept;
    this.shown = shown;
  }

  private static Map<String, String> names(String... names) {
    return Arrays.stream(names).collect(Collectors.toUnmodifiableMap(name -> name, name -> name));
  }

  /** Those of the dialect with these words. */
  public static StorageClasses of(Vocabulary words) {
    return words.checksums() ? S3 : OBS;
  }

  /** Under which name a class is kept; empty when the dialect has no such class. */
  public Optional<String> kept(String given) {
    return Optional.ofNullable(kept.get(given));
  }

  /** What the dialect calls a class that is kept under this name. */
  public String shown(String name) {
    return shown.getOrDefault(name, name);
  }

  /**
   * What the dialect calls the class of an object, which is the standard one where none is kept.
   */
  public String shown(Optional<String> name) {
    return shown(name.orElse(ObjectMetadata.STANDARD));
  }
}

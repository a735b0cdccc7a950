package io.strongroom.domain.record;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the writer says about an object besides its bytes.
 *
 * @param system standard headers that are stored and replayed ({@code content-type}, {@code
 *     cache-control}, {@code content-disposition}, {@code content-encoding}, {@code
 *     content-language}, {@code expires}), names in lower case
 * @param user the user metadata, names in lower case without the dialect's prefix
 * @param storageClass empty for the standard one
 * @param marks tags and lock, which may be set again later
 */
public record ObjectMetadata(
    Map<String, String> system,
    Map<String, String> user,
    Optional<String> storageClass,
    VersionMarks marks) {

  /** Where readers of a website are sent: among {@code system}, since no standard header is so. */
  public static final String REDIRECT = "website-redirect-location";

  /** Whether it may be appended to: among {@code system} likewise, set by who made it so. */
  private static final String APPENDABLE = "appendable";

  /** Whose objects have to be restored before they can be read. */
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

  /** The class of objects whose writers name none. */
  public static final String STANDARD = "STANDARD";

  /**
   * What a copy never takes from its source.
   *
   * @param storageClass empty for the standard one
   * @param redirect where readers of a website are sent
   */
  public record Placement(Optional<String> storageClass, Optional<String> redirect) {

    /** The standard class, and no redirect. */
    public static Placement none() {
      return new Placement(Optional.empty(), Optional.empty());
    }

    /** Whether anything is asked for. */
    public boolean isGiven() {
      return storageClass.isPresent() || redirect.isPresent();
    }
  }

  public ObjectMetadata {
    system = Collections.unmodifiableMap(new TreeMap<>(system));
    user = Collections.unmodifiableMap(new TreeMap<>(user));
  }

  /** Without tags and without a lock. */
  public ObjectMetadata(
      Map<String, String> system, Map<String, String> user, Optional<String> storageClass) {
    this(system, user, storageClass, VersionMarks.none());
  }

  public static ObjectMetadata none() {
    return new ObjectMetadata(Map.of(), Map.of(), Optional.empty());
  }

  /** The same in another place. */
  public ObjectMetadata placed(Placement placement) {
    Map<String, String> moved = new TreeMap<>(system);
    moved.remove(REDIRECT);
    moved.remove(APPENDABLE);
    placement
        .redirect()
        .filter(target -> !target.isEmpty())
        .ifPresent(target -> moved.put(REDIRECT, target));
    return new ObjectMetadata(moved, user, placement.storageClass(), marks);
  }

  /** Whether it lies in an archive, restored for a while or not. */
  public boolean isArchived() {
    return isArchive(storageClass);
  }

  /** Whether objects of this class have to be restored before they can be read. */
  public static boolean isArchive(Optional<String> storageClass) {
    return storageClass.filter(ARCHIVES::contains).isPresent();
  }

  /** Whether it can be read at this moment without being restored first. */
  public boolean isReadableAt(Instant moment) {
    return !isArchived() || marks.restoredUntil().filter(moment::isBefore).isPresent();
  }

  /** The same, in this class unless its writer named one. */
  public ObjectMetadata unlessPlaced(Optional<String> byDefault) {
    return storageClass.isPresent() || byDefault.isEmpty()
        ? this
        : new ObjectMetadata(system, user, byDefault, marks);
  }

  /** Whether bytes may be appended to the object. */
  public boolean isAppendable() {
    return system.containsKey(APPENDABLE);
  }

  /** The same, of an object to which bytes may be appended, or may not. */
  public ObjectMetadata appendable(boolean may) {
    Map<String, String> others = new TreeMap<>(system);
    if (may) {
      others.put(APPENDABLE, "true");
    } else {
      others.remove(APPENDABLE);
    }
    return new ObjectMetadata(others, user, storageClass, marks);
  }

  /** The same with other tags and another lock. */
  public ObjectMetadata marked(VersionMarks others) {
    return new ObjectMetadata(system, user, storageClass, others);
  }
}

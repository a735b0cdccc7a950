package io.strongroom.storage.metadata;

import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads rows that somebody may have damaged. What cannot be read costs the object whose row it is,
 * and nothing beside it.
 */
final class StoredRows {

  private static final Logger LOG = Logger.getLogger("io.strongroom");

  private StoredRows() {}

  /**
   * @throws ObjectStoreException ObjectDamaged, naming the object, when the row cannot be read
   */
  static <T> T read(ObjectRef owner, Supplier<T> row) {
    try {
      return row.get();
    } catch (ObjectStoreException refused) {
      throw refused.at(owner);
    } catch (RuntimeException unreadable) {
      // Whatever a parser of columns throws: nothing but a changed row leads to it.
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(Damage.of("stored record").at(owner)), unreadable);
    }
  }

  /** As {@link #read}, for one of many: told to operators, and left out. */
  static <T> Optional<T> readOneOfMany(Supplier<ObjectRef> owner, Supplier<T> row) {
    try {
      ObjectRef ref = owner.get();
      return Optional.of(read(ref, row));
    } catch (RuntimeException damaged) {
      LOG.errorf("ALARM: a row cannot be read and is left out of a listing: %s", told(damaged));
      return Optional.empty();
    }
  }

  private static String told(RuntimeException failure) {
    return failure instanceof ObjectStoreException refused
            && refused.error() instanceof RequestError.ObjectDamaged(Damage damage)
        ? damage.describe()
        : "its name is none";
  }
}

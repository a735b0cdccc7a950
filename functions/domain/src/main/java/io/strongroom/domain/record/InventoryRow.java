package io.strongroom.domain.record;

import java.util.Map;
import java.util.Optional;

/**
 * A version as an inventory tells it.
 *
 * @param values each of its column's type; what a version does not have is absent
 */
public record InventoryRow(Map<InventoryColumn, Object> values) {

  public InventoryRow {
    values = Map.copyOf(values);
    values.forEach(InventoryRow::requireType);
  }

  private static void requireType(InventoryColumn column, Object value) {
    if (!column.type().isInstance(value)) {
      throw new IllegalArgumentException(column + " of " + value.getClass());
    }
  }

  public Optional<Object> value(InventoryColumn column) {
    return Optional.ofNullable(values.get(column));
  }
}

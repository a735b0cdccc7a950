package io.strongroom.domain.port;

import io.strongroom.domain.record.InventoryRow;
import java.util.List;

/** Writes inventories column by column. Thread-safe. */
@FunctionalInterface
public interface ColumnFiles {

  /** A whole file of Parquet. */
  byte[] parquet(List<InventoryRow> rows);

  /** Of processes that do no jobs. */
  static ColumnFiles none() {
    return rows -> {
      throw new IllegalStateException("this process writes no inventories");
    };
  }
}

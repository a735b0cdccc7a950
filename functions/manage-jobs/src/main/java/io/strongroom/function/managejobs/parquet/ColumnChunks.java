package io.strongroom.function.managejobs.parquet;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.schema.MessageType;

/** The pages of each column of one group of rows. Not for use by several threads. */
final class ColumnChunks implements PageWriteStore {

  private final Map<String, ColumnChunkPages> chunks = new HashMap<>();

  ColumnChunks(MessageType schema) {
    for (ColumnDescriptor column : schema.getColumns()) {
      chunks.put(name(column), new ColumnChunkPages());
    }
  }

  private static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return of(name(column));
  }

  ColumnChunkPages of(String column) {
    ColumnChunkPages pages = chunks.get(column);
    if (pages == null) {
      throw new IllegalStateException("no column " + column);
    }
    return pages;
  }

  @Override
  public void close() {
    // All of it is memory.
  }
}

package io.strongroom.function.managejobs.parquet;

import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.record.InventoryColumn;
import io.strongroom.domain.record.InventoryRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** An inventory as one group of rows, with the names and types that S3's have. Thread-safe. */
@Singleton
final class ParquetInventory implements ColumnFiles {

  private final InventorySchema schema = new InventorySchema();

  @Override
  public byte[] parquet(List<InventoryRow> rows) {
    ColumnChunks chunks = new ColumnChunks(schema.message());
    ParquetProperties properties =
        ParquetProperties.builder().withAllocator(new HeapByteBufferAllocator()).build();
    try (ColumnWriteStoreV1 columns =
        new ColumnWriteStoreV1(schema.message(), chunks, properties)) {
      RecordConsumer record =
          new ColumnIOFactory().getColumnIO(schema.message()).getRecordWriter(columns);
      rows.forEach(row -> write(row, record));
      record.flush();
      columns.flush();
    }
    return ParquetFile.of(schema, chunks, rows.size());
  }

  private void write(InventoryRow row, RecordConsumer record) {
    record.startMessage();
    int index = 0;
    for (InventoryColumn column : InventoryColumn.values()) {
      int place = index;
      row.value(column).ifPresent(value -> write(column.field(), place, value, record));
      index++;
    }
    record.endMessage();
  }

  private static void write(String field, int place, Object value, RecordConsumer record) {
    record.startField(field, place);
    switch (value) {
      case String text -> record.addBinary(Binary.fromString(text));
      case Long number -> record.addLong(number);
      case Boolean flag -> record.addBoolean(flag);
      case Instant moment -> record.addLong(moment.toEpochMilli());
      default -> throw new IllegalStateException("a column of " + value.getClass());
    }
    record.endField(field, place);
  }
}

package io.strongroom.function.managejobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.strongroom.domain.record.InventoryColumn;
import io.strongroom.domain.record.InventoryRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by a reader of others. */
class ParquetInventoryTest {

  private static final List<String> TEXTS =
      List.of("", "a", "k\u00fc\u4e2d\ud83d\ude00", "with \"quotes\", commas\nand lines", "\0");

  private final Random random = new Random(17);

  /** Some columns repeat, some do not, and any that may be absent is at times. */
  private InventoryRow row(int number) {
    Map<InventoryColumn, Object> values = new EnumMap<>(InventoryColumn.class);
    for (InventoryColumn column : InventoryColumn.values()) {
      if (column.isRequired() || random.nextInt(4) > 0) {
        values.put(column, value(column, number));
      }
    }
    return new InventoryRow(values);
  }

  private Object value(InventoryColumn column, int number) {
    if (column.type() == Long.class) {
      return random.nextLong();
    }
    if (column.type() == Boolean.class) {
      return random.nextBoolean();
    }
    if (column.type() == Instant.class) {
      return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return column == InventoryColumn.KEY ? text + number : text;
  }

  private static List<InventoryRow> read(byte[] file) throws IOException {
    List<InventoryRow> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        rows.add(read(row));
      }
    }
    return rows;
  }

  private static InventoryRow read(RowReader row) {
    Map<InventoryColumn, Object> values = new EnumMap<>(InventoryColumn.class);
    for (InventoryColumn column : InventoryColumn.values()) {
      String field = column.field();
      if (!row.isNull(field)) {
        values.put(
            column,
            column.type() == Long.class
                ? row.getLong(field)
                : column.type() == Boolean.class
                    ? row.getBoolean(field)
                    : column.type() == Instant.class
                        ? row.getTimestamp(field)
                        : row.getString(field));
      }
    }
    return new InventoryRow(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1_000, 50_000})
  void parquet_anyRows_areReadAsTheyWereWritten(int count) throws IOException {
    List<InventoryRow> rows = Stream.iterate(0, i -> i + 1).limit(count).map(this::row).toList();

    assertThat(read(new ParquetInventory().parquet(rows))).isEqualTo(rows);
  }

  @Test
  void parquet_columns_haveTheNamesOfS3() throws IOException {
    byte[] file = new ParquetInventory().parquet(List.of(row(1)));

    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
      assertThat(reader.getFileSchema().getColumns().stream().map(column -> column.name()))
          .startsWith("bucket", "key", "version_id", "is_delete_marker", "size")
          .contains("last_modified_date", "e_tag", "encryption_status", "bucket_key_status")
          .hasSize(InventoryColumn.values().length);
    }
  }
}

package io.strongroom.function.managejobs.parquet;

import io.strongroom.domain.record.InventoryColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A whole file: magic, the columns of its one group of rows, their description, its length, magic.
 *
 * <p>Source: "File format", Parquet's documentation.
 */
final class ParquetFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetFile() {}

  static byte[] of(InventorySchema schema, ColumnChunks chunks, long rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      file.write(MAGIC);
      List<ColumnChunk> columns = new ArrayList<>();
      for (InventoryColumn column : InventoryColumn.values()) {
        columns.add(column(column, chunks.of(column.field()), file));
      }
      RowGroup group = new RowGroup(columns, file.size() - MAGIC.length, rows);
      int before = file.size();
      Util.writeFileMetaData(
          new FileMetaData(1, schema.elements(), rows, List.of(group)).setCreated_by("strongroom"),
          file);
      file.write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(file.size() - before)
              .array());
      file.write(MAGIC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static ColumnChunk column(
      InventoryColumn column, ColumnChunkPages pages, ByteArrayOutputStream file)
      throws IOException {
    int begin = file.size();
    pages.writeTo(file);
    ColumnMetaData description =
        new ColumnMetaData(
            InventorySchema.type(column),
            List.copyOf(pages.encodings()),
            List.of(column.field()),
            CompressionCodec.GZIP,
            pages.values(),
            pages.uncompressedLength(),
            file.size() - begin,
            begin + pages.dictionaryLength());
    if (pages.dictionaryLength() > 0) {
      description.setDictionary_page_offset(begin);
    }
    return new ColumnChunk(begin).setMeta_data(description);
  }
}

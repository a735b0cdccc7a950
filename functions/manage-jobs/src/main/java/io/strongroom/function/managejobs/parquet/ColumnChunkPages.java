package io.strongroom.function.managejobs.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one column, each compressed, behind their headers: a dictionary first where there is
 * one. Not for use by several threads.
 *
 * <p>Source: parquet.thrift; "Compression", Parquet's documentation.
 */
final class ColumnChunkPages implements PageWriter {

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private long values;
  private long uncompressed;

  /** What the encoders call: no index is written, and so no statistics are kept. */
  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      SizeStatistics sizes,
      GeospatialStatistics places,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding)
      throws IOException {
    DataPageHeader header =
        new DataPageHeader(valueCount, noted(encoding), noted(definition), noted(repetition));
    add(data, bytes, new PageHeader().setType(PageType.DATA_PAGE).setData_page_header(header));
    values += valueCount;
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding) {
    throw older();
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> statistics,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding) {
    throw older();
  }

  private static IllegalStateException older() {
    return new IllegalStateException("a page as encoders of before wrote it");
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      org.apache.parquet.column.Encoding encoding,
      BytesInput bytes,
      Statistics<?> statistics) {
    throw new IllegalStateException("pages of the first version are asked for");
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    add(
        dictionary,
        page.getBytes(),
        new PageHeader()
            .setType(PageType.DICTIONARY_PAGE)
            .setDictionary_page_header(
                new DictionaryPageHeader(page.getDictionarySize(), noted(page.getEncoding()))));
  }

  private Encoding noted(org.apache.parquet.column.Encoding encoding) {
    Encoding known = Encoding.valueOf(encoding.name());
    encodings.add(known);
    return known;
  }

  private void add(ByteArrayOutputStream to, BytesInput bytes, PageHeader header)
      throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      bytes.writeAllTo(gzip);
    }
    int before = to.size();
    Util.writePageHeader(
        header
            .setUncompressed_page_size(Math.toIntExact(bytes.size()))
            .setCompressed_page_size(compressed.size()),
        to);
    uncompressed += to.size() - before + bytes.size();
    compressed.writeTo(to);
  }

  /** Length of the dictionary's page; 0 where there is none. */
  int dictionaryLength() {
    return dictionary.size();
  }

  void writeTo(ByteArrayOutputStream file) throws IOException {
    dictionary.writeTo(file);
    data.writeTo(file);
  }

  Set<Encoding> encodings() {
    return Set.copyOf(encodings);
  }

  /** With those that are absent. */
  long values() {
    return values;
  }

  /** Length before compression, with headers. */
  long uncompressedLength() {
    return uncompressed;
  }

  @Override
  public long getMemSize() {
    return data.size();
  }

  @Override
  public long allocatedSize() {
    return data.size();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + data.size() + " bytes";
  }
}

package io.strongroom.domain.record;

/** What the files of an inventory are. */
public enum InventoryFormat {
  /** Lines of text. */
  CSV("text/csv; charset=utf-8", "csv"),
  /** Apache Parquet. */
  PARQUET("application/vnd.apache.parquet", "parquet");

  private final String contentType;
  private final String suffix;

  InventoryFormat(String contentType, String suffix) {
    this.contentType = contentType;
    this.suffix = suffix;
  }

  public String contentType() {
    return contentType;
  }

  /** Of names of files. */
  public String suffix() {
    return suffix;
  }
}

package io.strongroom.domain.job;

import io.strongroom.domain.record.InventoryColumn;
import io.strongroom.domain.record.InventoryRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An inventory as lines of CSV, with the names of the columns before them. Keys are as in URLs.
 * Stateless.
 *
 * <p>Source: "Amazon S3 Inventory list", S3 user guide; RFC 4180.
 */
final class InventoryText {

  private InventoryText() {}

  static String of(List<InventoryRow> rows) {
    StringBuilder text = new StringBuilder();
    line(text, InventoryColumn::title);
    rows.forEach(row -> line(text, column -> field(row, column)));
    return text.toString();
  }

  private static void line(StringBuilder text, Function<InventoryColumn, String> field) {
    text.append(
            Arrays.stream(InventoryColumn.values())
                .map(column -> '"' + field.apply(column).replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",")))
        .append('\n');
  }

  private static String field(InventoryRow row, InventoryColumn column) {
    String text = row.value(column).map(Object::toString).orElse("");
    return column == InventoryColumn.KEY ? URLEncoder.encode(text, StandardCharsets.UTF_8) : text;
  }
}

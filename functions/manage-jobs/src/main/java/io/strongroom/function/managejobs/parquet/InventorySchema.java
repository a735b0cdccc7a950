package io.strongroom.function.managejobs.parquet;

import io.strongroom.domain.record.InventoryColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an inventory, for the encoders and for the file's own description. Immutable.
 *
 * <p>Source: "Querying Amazon S3 Inventory", S3 user guide: names, and the unit of moments;
 * parquet.thrift.
 */
final class InventorySchema {

  private static final String NAME = "s3.inventory";

  /**
   * @param text as a schema in words calls it
   * @param converted what it stands for; null where it is plain
   */
  private record Kind(Type type, String text, @Nullable ConvertedType converted) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          String.class, new Kind(Type.BYTE_ARRAY, "binary %s (STRING)", ConvertedType.UTF8),
          Long.class, new Kind(Type.INT64, "int64 %s", null),
          Boolean.class, new Kind(Type.BOOLEAN, "boolean %s", null),
          Instant.class,
              new Kind(
                  Type.INT64, "int64 %s (TIMESTAMP(MILLIS,true))", ConvertedType.TIMESTAMP_MILLIS));

  private final MessageType message;

  InventorySchema() {
    StringBuilder text = new StringBuilder("message ").append(NAME).append(" {");
    for (InventoryColumn column : InventoryColumn.values()) {
      text.append(column.isRequired() ? " required " : " optional ")
          .append(kind(column).text().formatted(column.field()))
          .append(';');
    }
    this.message = MessageTypeParser.parseMessageType(text.append(" }").toString());
  }

  MessageType message() {
    return message;
  }

  /** Root first, then each column. */
  List<SchemaElement> elements() {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement(NAME).setNum_children(InventoryColumn.values().length));
    for (InventoryColumn column : InventoryColumn.values()) {
      SchemaElement element =
          new SchemaElement(column.field())
              .setType(kind(column).type())
              .setRepetition_type(
                  column.isRequired()
                      ? FieldRepetitionType.REQUIRED
                      : FieldRepetitionType.OPTIONAL);
      ConvertedType converted = kind(column).converted();
      if (converted != null) {
        element.setConverted_type(converted);
      }
      elements.add(element);
    }
    return elements;
  }

  /** How a column's values rest in the file. */
  static Type type(InventoryColumn column) {
    return kind(column).type();
  }

  private static Kind kind(InventoryColumn column) {
    Kind kind = KINDS.get(column.type());
    if (kind == null) {
      throw new IllegalStateException("a column of " + column.type());
    }
    return kind;
  }
}

package io.strongroom.safekeeping;

import java.io.IOException;

/**
 * A table in a backup: a line of its list.
 *
 * @param name with its schema, both without quotes
 * @param columns as COPY takes them
 * @param sha256 of its file
 */
record TableCopy(String name, String columns, long rows, String sha256) {

  private static final int FIELDS = 4;

  /** Names of schemas, tables and columns are this project's own. */
  private static final String NAME = "[a-z_][a-z0-9_]*";

  TableCopy {
    if (!name.matches(NAME + "\\." + NAME)
        || !columns.matches(NAME + "(," + NAME + ")*")
        || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no table of a backup: " + name);
    }
  }

  String file() {
    return name + ".copy";
  }

  String line() {
    return String.join("\t", name, columns, Long.toString(rows), sha256);
  }

  static TableCopy parse(String line) throws IOException {
    String[] fields = line.split("\t", -1);
    try {
      if (fields.length == FIELDS) {
        return new TableCopy(fields[0], fields[1], Long.parseLong(fields[2]), fields[3]);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the list of tables cannot be read: " + line, e);
    }
    throw new IOException("the list of tables cannot be read: " + line);
  }
}

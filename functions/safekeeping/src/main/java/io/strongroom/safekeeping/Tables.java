package io.strongroom.safekeeping;

import io.strongroom.local.StartupException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** All tables of a server in a database, by one connection. Not thread-safe. */
final class Tables {

  /** Of the schemas that a server has; turns and holds are for the moment only. */
  private static final String ALL =
      """
      select n.nspname || '.' || c.relname,
             (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 and a.attgenerated = '')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('objects', 'identity', 'kms') and c.relkind = 'r'
         and c.relname <> 'flyway_schema_history'
         and n.nspname || '.' || c.relname not in ('objects.turn', 'objects.collection_hold')
       order by 1
      """;

  private static final String REFERENCES =
      """
      select cn.nspname || '.' || c.relname, pn.nspname || '.' || p.relname
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
        join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
       where k.contype = 'f' and k.conrelid <> k.confrelid
         and cn.nspname in ('objects', 'identity', 'kms')
      """;

  private final Connection connection;

  Tables(Connection connection) {
    this.connection = connection;
  }

  /** The version of each schema that is there. */
  Map<String, String> versions() throws SQLException {
    Map<String, String> versions = new TreeMap<>();
    for (String schema : List.of("objects", "identity", "kms")) {
      if (exists(schema + ".flyway_schema_history")) {
        versions.put(
            schema,
            strings(
                    "select version from "
                        + schema
                        + ".flyway_schema_history where success and version is not null"
                        + " order by installed_rank desc limit 1")
                .getFirst());
      }
    }
    return versions;
  }

  private boolean exists(String table) throws SQLException {
    return !strings("select 1 where to_regclass('" + table + "') is not null").isEmpty();
  }

  /** Writes every table into a file of its own. */
  List<TableCopy> export(Path folder) throws SQLException, IOException {
    List<TableCopy> copies = new ArrayList<>();
    for (Map.Entry<String, String> table : columns().entrySet()) {
      MessageDigest digest = Sha256Text.sha256();
      Path file = folder.resolve(table.getKey() + ".copy");
      long rows;
      try (OutputStream out =
          new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
        rows =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                    "copy (select %s from %s) to stdout (format binary)"
                        .formatted(table.getValue(), table.getKey()),
                    out);
      }
      BackupFolder.force(file);
      copies.add(new TableCopy(table.getKey(), table.getValue(), rows, Sha256Text.hex(digest)));
    }
    return copies;
  }

  private Map<String, String> columns() throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getString(2));
      }
    }
    return tables;
  }

  /**
   * Fills the tables, which have to be as the ones that were written.
   *
   * @throws StartupException if they are others, or a file is not what was written
   */
  void load(List<TableCopy> copies, Path folder) throws SQLException, IOException {
    Map<String, String> here = columns();
    for (TableCopy copy : copies) {
      if (!copy.columns().equals(here.get(copy.name()))) {
        throw new StartupException(
            "The table "
                + copy.name()
                + " of the backup has other columns than that of this build.");
      }
    }
    // A migration leaves a row here and there.
    execute("truncate " + String.join(", ", copies.stream().map(TableCopy::name).toList()));
    // Nobody is told of objects that come back: see the trigger of the outbox.
    execute("set strongroom.origin = 'Restore'");
    for (TableCopy copy : inOrder(copies)) {
      load(copy, folder);
    }
    execute("reset strongroom.origin");
  }

  private void load(TableCopy copy, Path folder) throws SQLException, IOException {
    MessageDigest digest = Sha256Text.sha256();
    long rows;
    try (InputStream in =
        new DigestInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve(copy.file()))), digest)) {
      rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "copy %s (%s) from stdin (format binary)".formatted(copy.name(), copy.columns()),
                  in);
      in.transferTo(OutputStream.nullOutputStream());
    }
    if (rows != copy.rows() || !Sha256Text.hex(digest).equals(copy.sha256())) {
      throw new StartupException("The rows of " + copy.name() + " are not what the backup wrote.");
    }
  }

  /** What is referred to comes before what refers to it. */
  private List<TableCopy> inOrder(List<TableCopy> copies) throws SQLException {
    List<String[]> references = pairs(REFERENCES);
    List<TableCopy> left = new ArrayList<>(copies);
    List<TableCopy> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> waiting = left.stream().map(TableCopy::name).toList();
      List<TableCopy> next =
          left.stream()
              .filter(
                  copy ->
                      references.stream()
                          .noneMatch(r -> r[0].equals(copy.name()) && waiting.contains(r[1])))
              .toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + waiting);
      }
      ordered.addAll(next);
      left.removeAll(next);
    }
    return ordered;
  }

  /** Each sequence with its last value, for {@link #setSequences}. */
  List<String> sequences() throws SQLException {
    return strings(
        "select schemaname || '.' || sequencename || E'\\t' || last_value from pg_sequences"
            + " where schemaname in ('objects', 'identity', 'kms') and last_value is not null"
            + " order by 1");
  }

  void setSequences(List<String> lines) throws SQLException {
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      try (PreparedStatement set =
          connection.prepareStatement("select setval(cast(? as regclass), ?)")) {
        set.setString(1, fields[0]);
        set.setLong(2, Long.parseLong(fields[1]));
        set.execute();
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> strings(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private List<String[]> pairs(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String[]> values = new ArrayList<>();
      while (rows.next()) {
        values.add(new String[] {rows.getString(1), rows.getString(2)});
      }
      return values;
    }
  }
}

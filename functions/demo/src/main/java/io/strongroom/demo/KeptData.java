package io.strongroom.demo;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.local.DatabaseAccess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A look at what the server keeps: its blobs, its database, its logs. Reads only.
 *
 * @param root the data folder
 * @param blobs folder of the sealed objects
 * @param database where the records are
 */
record KeptData(Path root, Path blobs, DatabaseAccess database) {
  private static final int BUFFER_IN_BYTES = 1 << 20;

  /** The record of an object; fails where there is none. */
  StoredRecord record(String bucket, String key) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement query =
            connection.prepareStatement(
                "select envelope, manifest from objects.object_version"
                    + " where bucket = ? and key = ? and is_latest")) {
      query.setString(1, bucket);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the database has no record of " + key);
        }
        List<Path> files =
            SealedManifest.of(row.getBytes("manifest")).blobIds().stream()
                .map(id -> blob(id.toString()))
                .toList();
        return new StoredRecord(Envelope.decode(row.getBytes("envelope")), files);
      }
    }
  }

  /** Two levels of folders keep each of them small. */
  private Path blob(String id) {
    return blobs.resolve(id.substring(0, 2)).resolve(id.substring(2, 4)).resolve(id);
  }

  /** The files of blobs, database and logs. */
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> root.relativize(file).getNameCount() > 1)
          .toList();
    }
  }

  /** How many of the files hold these bytes. */
  long filesWith(List<Path> files, byte[] wanted) throws IOException {
    long found = 0;
    for (Path file : files) {
      if (holds(file, wanted)) {
        found++;
      }
    }
    return found;
  }

  private static boolean holds(Path file, byte[] wanted) throws IOException {
    byte[] buffer = new byte[BUFFER_IN_BYTES];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(buffer, 0, buffer.length);
          read > 0;
          read = in.readNBytes(buffer, kept, buffer.length - kept)) {
        int filled = kept + read;
        if (contains(buffer, filled, wanted)) {
          return true;
        }
        kept = Math.min(filled, wanted.length - 1);
        System.arraycopy(buffer, filled - kept, buffer, 0, kept);
      }
      return false;
    } catch (NoSuchFileException | FileNotFoundException e) {
      // The database removes files of its own while it works.
      return false;
    }
  }

  private static boolean contains(byte[] buffer, int filled, byte[] wanted) {
    for (int at = 0; at + wanted.length <= filled; at++) {
      if (buffer[at] == wanted[0]
          && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}

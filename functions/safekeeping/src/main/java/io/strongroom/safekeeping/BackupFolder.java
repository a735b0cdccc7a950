package io.strongroom.safekeeping;

import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.storage.blob.DiskBlobStore;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a backup, for its owner only.
 *
 * <pre>
 * backup.properties  written last: versions of the schemas, counts, digests of the lists
 * tables.list        for each table its file, columns, rows and SHA-256
 * sequences.list     for each sequence its last value
 * tables/            rows of each table, as COPY in binary gives them
 * blobs.list         for each blob its id, length and SHA-256
 * blobs/             sealed bytes, laid out as in a server's folder
 * secrets/           where it was asked for: identities, secrets and certificates
 * </pre>
 */
record BackupFolder(Path root) {

  static final String FORMAT = "1";

  private static final String MANIFEST = "backup.properties";

  /**
   * An empty folder, made where there is none.
   *
   * @throws UsageException if something is in it
   */
  static BackupFolder create(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> entries = Files.list(root)) {
        if (entries.findAny().isPresent()) {
          throw new UsageException("the folder " + root + " is not empty");
        }
      }
    }
    BackupFolder folder = new BackupFolder(root.toAbsolutePath().normalize());
    PrivateFiles.createDirectory(folder.root());
    PrivateFiles.createDirectory(folder.tables());
    return folder;
  }

  /**
   * A backup that was brought to its end.
   *
   * @throws StartupException if it is none
   */
  static BackupFolder open(Path root) {
    BackupFolder folder = new BackupFolder(root.toAbsolutePath().normalize());
    if (!Files.isRegularFile(folder.root().resolve(MANIFEST))) {
      throw new StartupException(
          root + " is no whole backup: it has no " + MANIFEST + ", which is written last.");
    }
    return folder;
  }

  Path tables() {
    return root.resolve("tables");
  }

  Path tableList() {
    return root.resolve("tables.list");
  }

  Path sequenceList() {
    return root.resolve("sequences.list");
  }

  Path blobList() {
    return root.resolve("blobs.list");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  DiskBlobStore blobs() {
    return new DiskBlobStore(root.resolve("blobs"));
  }

  Properties manifest() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(root.resolve(MANIFEST))));
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new StartupException(
          "The backup has format "
              + properties.getProperty("format")
              + "; this is "
              + FORMAT
              + ".");
    }
    return properties;
  }

  /** To the disk, before the manifest says that it is there. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes it a whole backup. */
  void finish(Properties properties) throws IOException {
    StringWriter text = new StringWriter();
    // Not stored by the class itself, which adds the time and its own order.
    new TreeMap<>(properties).forEach((name, value) -> text.append(name + "=" + value + "\n"));
    PrivateFiles.write(root.resolve(MANIFEST), text.toString());
  }

  /** What a list should be, against what was noted of it. */
  void requireUnchanged(Path list, String digest) throws IOException {
    if (!Sha256Text.ofFile(list).equals(digest)) {
      throw new StartupException(list + " is not what the backup wrote.");
    }
  }
}

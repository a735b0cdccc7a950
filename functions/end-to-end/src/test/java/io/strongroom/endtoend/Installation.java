package io.strongroom.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** A Strongroom somewhere, with a data folder that says where it is and who may use it. */
interface Installation extends AutoCloseable {

  Path data();

  /** The owner's connection to its database. */
  Connection database() throws IOException, SQLException;

  /** What its processes have said so far. */
  String log() throws IOException;

  @Override
  void close();

  /** Where it listens: {@code http}, {@code https}, {@code kms} or {@code health}. */
  default URI endpoint(String name) throws IOException {
    return URI.create(property("endpoints.properties", name));
  }

  /** A value of one of the properties files in the data folder. */
  default String property(String file, String key) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(data().resolve(file))) {
      properties.load(in);
    }
    return Objects.requireNonNull(properties.getProperty(key), key);
  }
}

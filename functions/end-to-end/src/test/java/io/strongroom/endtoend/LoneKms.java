package io.strongroom.endtoend;

import io.strongroom.local.DataDirectory;
import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code strongroom kms}: a process of its own, which can be killed and started again. */
final class LoneKms implements AutoCloseable {

  private final TemporaryFolder folder;
  private final int port;
  private int starts;
  private @Nullable Background process;

  private LoneKms(TemporaryFolder folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** An address; nobody listens there yet. */
  static LoneKms reserve() {
    try {
      return new LoneKms(TemporaryFolder.create("strongroom-kms"), FreePort.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its data folder. */
  Path data() {
    return folder.path().resolve("data");
  }

  /** Starts it, for the first time or again, with the identities of another data folder. */
  void start(Path identities) {
    if (!Files.exists(data())) {
      copyIdentities(identities);
    }
    starts++;
    List<String> command = Programs.kms();
    command.addAll(
        List.of("--data", data().toString(), "--port=" + port, "--admin", "--admin-on-kept-keys"));
    process =
        Background.start("kms-" + starts, folder.path(), command, Map.of())
            .awaitOk(endpoint().resolve("/health"));
  }

  private void copyIdentities(Path from) {
    try {
      new DataDirectory(data()).create();
      Files.copy(
          from.resolve("identity.properties"),
          data().resolve("identity.properties"),
          StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    folder.close();
  }
}

package io.strongroom.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a throw-away server for a class of tests, on free ports.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final StrongroomExtension STRONGROOM = new StrongroomExtension().withBucket("vault");
 *
 * &#64;Test
 * void stores(StrongroomServer server) { ... }
 * </pre>
 *
 * <p>The server is the release, or the built clone, in the folder that the system property {@code
 * strongroom.home} or the variable {@code STRONGROOM_HOME} names. Not thread-safe, as JUnit calls
 * it from one thread at a time.
 */
public final class StrongroomExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  private final Optional<List<String>> command;
  private final List<String> arguments = new ArrayList<>();
  private @Nullable DevProcess process;

  /** The server of {@code strongroom.home}. */
  public StrongroomExtension() {
    this.command = Optional.empty();
  }

  /**
   * A server that is started otherwise.
   *
   * @param command to which {@code dev} and its options are added
   */
  public StrongroomExtension(List<String> command) {
    this.command = Optional.of(List.copyOf(command));
  }

  /** Makes a bucket before the tests; may be called again for another. */
  public StrongroomExtension withBucket(String name) {
    arguments.add("--bucket=" + name);
    return this;
  }

  /** Has the KMS begin with the keys, grants, rates and faults of this file. */
  public StrongroomExtension withSeed(Path file) {
    arguments.add("--seed=" + file.toAbsolutePath());
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    List<String> line = new ArrayList<>(command.orElseGet(StrongroomExtension::ofHome));
    line.add("dev");
    line.addAll(arguments);
    line.addAll(List.of("--http-port=0", "--https-port=0", "--kms-port=0", "--management-port=0"));
    process = DevProcess.start(line);
  }

  private static List<String> ofHome() {
    String home =
        Optional.ofNullable(System.getProperty("strongroom.home"))
            .or(() -> Optional.ofNullable(System.getenv("STRONGROOM_HOME")))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Say where Strongroom is: -Dstrongroom.home=FOLDER or STRONGROOM_HOME"));
    return List.of(Path.of(home, "strongroom").toString());
  }

  /**
   * The server.
   *
   * @throws IllegalStateException outside of the class's tests
   */
  public StrongroomServer server() {
    if (process == null) {
      throw new IllegalStateException("the server runs from before all tests to after all tests");
    }
    return process.server();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StrongroomServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }
}

package io.strongroom.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Stores of others that speak S3 and can be had from package registries. What a start of Strongroom
 * has to find out about each was first found out by hand.
 */
enum RealStore {
  /** Over a folder. */
  VERSITYGW("conditional create yes (multipart yes), Content-MD5 checked yes, batch delete yes"),
  /** Master, volume server, filer and S3 in one process. */
  SEAWEEDFS("conditional create yes (multipart yes), Content-MD5 checked yes, batch delete yes"),
  /** Over a folder. */
  S3PROXY("conditional create yes (multipart yes), Content-MD5 checked yes, batch delete yes"),
  /** In memory: a kill takes everything with it. */
  MOTO("conditional create yes (multipart yes), Content-MD5 checked no, batch delete yes");

  static final String ACCESS_KEY = "upstreamaccess";
  static final String SECRET_KEY = "upstreamsecret";

  private final String abilities;

  RealStore(String abilities) {
    this.abilities = abilities;
  }

  /** The end of the line that a start of Strongroom logs. */
  String abilities() {
    return abilities;
  }

  boolean survivesKill() {
    return this != MOTO;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where its programs are, once they are built; empty where they cannot be had, which is said. */
  Optional<Path> fetched() throws IOException, InterruptedException {
    return FetchedProgram.folder(toString());
  }

  /**
   * @param programs as {@link #fetched}
   * @param folder of what it keeps
   * @param ports of which the first is S3's
   */
  List<String> command(Path programs, Path folder, List<Integer> ports) throws IOException {
    String port = ports.getFirst().toString();
    return switch (this) {
      case VERSITYGW ->
          List.of(
              programs.resolve("versitygw").toString(),
              "--port",
              "127.0.0.1:" + port,
              "posix",
              Files.createDirectories(folder.resolve("objects")).toString());
      case SEAWEEDFS -> weed(programs, folder, ports);
      case S3PROXY ->
          List.of(
              ProcessHandle.current().info().command().orElseThrow(),
              "-Xmx256m",
              "-cp",
              programs.resolve("jars") + "/*",
              "org.gaul.s3proxy.Main",
              "--properties",
              s3proxyProperties(folder, port).toString());
      case MOTO ->
          List.of(
              programs.resolve("python/bin/moto_server").toString(), "-H", "127.0.0.1", "-p", port);
    };
  }

  Map<String, String> environment() {
    return Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY);
  }

  private static List<String> weed(Path programs, Path folder, List<Integer> ports)
      throws IOException {
    Path identities =
        Files.writeString(
            folder.resolve("identities.json"),
            """
            {"identities": [{"name": "strongroom",
              "credentials": [{"accessKey": "%s", "secretKey": "%s"}],
              "actions": ["Admin", "Read", "List", "Tagging", "Write"]}]}
            """
                .formatted(ACCESS_KEY, SECRET_KEY));
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.resolve("weed").toString(),
                "server",
                "-dir=" + Files.createDirectories(folder.resolve("objects")),
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-volume.max=100",
                "-master.volumeSizeLimitMB=256",
                "-s3",
                "-s3.config=" + identities));
    List<String> options =
        List.of("s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "volume.port");
    for (int i = 0; i < options.size(); i++) {
      command.add("-" + options.get(i) + "=" + ports.get(i));
    }
    command.add("-volume.port.grpc=" + ports.get(5));
    command.add("-filer.port=" + ports.get(6));
    command.add("-filer.port.grpc=" + ports.get(7));
    return command;
  }

  private static Path s3proxyProperties(Path folder, String port) throws IOException {
    return Files.writeString(
        folder.resolve("s3proxy.properties"),
        """
        s3proxy.endpoint=http://127.0.0.1:%s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(
                port, ACCESS_KEY, SECRET_KEY, Files.createDirectories(folder.resolve("objects"))));
  }
}

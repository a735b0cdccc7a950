package io.strongroom.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of clients, each with the variables that it reads. */
enum ClientKind {
  /** AWS CLI and boto3, which put the bucket into the path, whatever the endpoint is called. */
  AWS {
    @Override
    List<String> lines(ClientSetup setup) {
      return aws(setup, setup.objects(LOCALHOST));
    }
  },

  /** OBS SDKs, obsutil, Terraform's huaweicloud: buckets are sub-domains there. */
  HUAWEI {
    @Override
    List<String> lines(ClientSetup setup) {
      String key = setup.root().accessKeyId();
      String secret = setup.root().secretAccessKey();
      return with(
          List.of(
              export("OBS_ENDPOINT", setup.objects("obs." + LOCALHOST)),
              export("OBS_ACCESS_KEY_ID", key),
              export("OBS_SECRET_ACCESS_KEY", secret),
              export("HUAWEICLOUD_SDK_AK", key),
              export("HUAWEICLOUD_SDK_SK", secret),
              export("HW_ACCESS_KEY", key),
              export("HW_SECRET_KEY", secret),
              export("HW_REGION_NAME", setup.endpoints().region())),
          with(
              trust(setup, "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
              List.of("# BUCKET.obs.localhost has to be found: see docs/clients/obs-sdk.md")));
    }
  },

  /** A remote called {@code strongroom:}. */
  RCLONE {
    @Override
    List<String> lines(ClientSetup setup) {
      String prefix = "RCLONE_CONFIG_STRONGROOM_";
      return with(
          List.of(
              export(prefix + "TYPE", "s3"),
              export(prefix + "PROVIDER", "Other"),
              export(prefix + "ACCESS_KEY_ID", setup.root().accessKeyId()),
              export(prefix + "SECRET_ACCESS_KEY", setup.root().secretAccessKey()),
              export(prefix + "ENDPOINT", setup.objects(LOCALHOST)),
              export(prefix + "REGION", setup.endpoints().region()),
              export(prefix + "FORCE_PATH_STYLE", "true")),
          with(
              trust(setup, "RCLONE_CA_CERT"),
              List.of(
                  "# rclone 1.60 does not start where this one is set.",
                  "unset AWS_CA_BUNDLE",
                  "# Now: rclone lsd strongroom:")));
    }
  },

  /** AWS SDK for Go and tools in Go; buckets are in the path where the endpoint is an address. */
  GO {
    @Override
    List<String> lines(ClientSetup setup) {
      return with(
          aws(setup, setup.objects()),
          with(
              trust(setup, "SSL_CERT_FILE"),
              List.of(
                  "# Tools with AWS's first SDK for Go do not start where this one is set.",
                  "unset AWS_CA_BUNDLE")));
    }
  },

  /** AWS SDK for JavaScript. */
  NODE {
    @Override
    List<String> lines(ClientSetup setup) {
      return with(aws(setup, setup.objects()), trust(setup, "NODE_EXTRA_CA_CERTS"));
    }
  },

  /** AWS SDK for Java. It reads no variable for an authority: a trust store has to be made. */
  JAVA {
    @Override
    List<String> lines(ClientSetup setup) {
      List<String> trust =
          setup
              .authority()
              .map(file -> file.resolveSibling("trust.p12").toString())
              .map(
                  store ->
                      List.of(
                          "# Make it once: strongroom trust --java " + ShellWord.of(store),
                          export(
                              "JAVA_TOOL_OPTIONS",
                              "-Djavax.net.ssl.trustStore="
                                  + store
                                  + " -Djavax.net.ssl.trustStorePassword="
                                  + TrustStoreFile.PASSWORD)))
              .orElse(List.of());
      return with(aws(setup, setup.objects()), trust);
    }
  },

  /** A file for {@code docker run --env-file}. */
  DOCKER {
    @Override
    List<String> lines(ClientSetup setup) {
      List<String> trust =
          setup
              .authority()
              .map(
                  file ->
                      List.of(
                          "# and --volume " + file + ":" + MOUNTED + ":ro",
                          "AWS_CA_BUNDLE=" + MOUNTED,
                          "SSL_CERT_FILE=" + MOUNTED,
                          "NODE_EXTRA_CA_CERTS=" + MOUNTED,
                          "REQUESTS_CA_BUNDLE=" + MOUNTED))
              .orElse(List.of());
      return with(
          List.of(
              "# The server has to be reached from containers: --host 0.0.0.0 --tls-name NAME",
              "# docker run --env-file THIS --add-host host.docker.internal:host-gateway IMAGE",
              "AWS_ACCESS_KEY_ID=" + setup.root().accessKeyId(),
              "AWS_SECRET_ACCESS_KEY=" + setup.root().secretAccessKey(),
              "AWS_REGION=" + setup.endpoints().region(),
              "AWS_DEFAULT_REGION=" + setup.endpoints().region(),
              "AWS_ENDPOINT_URL_S3=" + setup.objects("host.docker.internal")),
          trust);
    }
  },

  /** A secret for {@code kubectl apply}. */
  K8S {
    @Override
    List<String> lines(ClientSetup setup) {
      List<String> trust = new ArrayList<>();
      setup
          .authority()
          .ifPresent(
              file -> {
                trust.add("  ca.crt: |");
                Authority.read(file).lines().map(line -> "    " + line).forEach(trust::add);
              });
      return with(
          List.of(
              "apiVersion: v1",
              "kind: Secret",
              "metadata:",
              "  name: strongroom-client",
              "type: Opaque",
              "stringData:",
              "  AWS_ACCESS_KEY_ID: \"" + setup.root().accessKeyId() + "\"",
              "  AWS_SECRET_ACCESS_KEY: \"" + setup.root().secretAccessKey() + "\"",
              "  AWS_REGION: \"" + setup.endpoints().region() + "\"",
              "  AWS_ENDPOINT_URL_S3: \"" + setup.objects("strongroom") + "\""),
          trust);
    }
  };

  private static final String LOCALHOST = "localhost";
  private static final String MOUNTED = "/strongroom/ca.crt";

  /** What to print, line by line. */
  abstract List<String> lines(ClientSetup setup);

  static Optional<ClientKind> of(String name) {
    return Stream.of(values()).filter(kind -> kind.word().equals(name)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What every AWS SDK reads; the endpoint of objects only where there is one. */
  static List<String> aws(ClientSetup setup, String objects) {
    List<String> lines = new ArrayList<>();
    lines.add(export("AWS_ACCESS_KEY_ID", setup.root().accessKeyId()));
    lines.add(export("AWS_SECRET_ACCESS_KEY", setup.root().secretAccessKey()));
    lines.add(export("AWS_REGION", setup.endpoints().region()));
    // The AWS CLI and boto3 read this name.
    lines.add(export("AWS_DEFAULT_REGION", setup.endpoints().region()));
    lines.add(export("AWS_ENDPOINT_URL_KMS", setup.endpoints().kms()));
    if (setup.hasObjects()) {
      lines.add(export("AWS_ENDPOINT_URL", objects));
      lines.addAll(trust(setup, "AWS_CA_BUNDLE"));
    }
    // Leftovers of another account would be sent along with the key above.
    lines.add("unset AWS_SESSION_TOKEN AWS_PROFILE");
    return lines;
  }

  private static List<String> with(List<String> lines, List<String> more) {
    return Stream.concat(lines.stream(), more.stream()).toList();
  }

  /** Each of these names the authority's file, where there is one to be trusted. */
  private static List<String> trust(ClientSetup setup, String... variables) {
    return setup.authority().stream()
        .flatMap(file -> Stream.of(variables).map(name -> export(name, file.toString())))
        .toList();
  }

  private static String export(String name, String value) {
    return "export " + name + "=" + ShellWord.quoted(value);
  }
}

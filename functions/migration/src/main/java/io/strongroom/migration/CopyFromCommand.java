package io.strongroom.migration;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Packaging;
import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The command {@code copy-from}: what it takes. Stateless. */
public final class CopyFromCommand {

  private static final String ENDPOINT = "ENDPOINT";
  private static final String BUCKET = "BUCKET";
  private static final String TO = "--to";
  private static final String TO_ENDPOINT = "--to-endpoint";
  private static final String TO_REGION = "--to-region";
  private static final String TO_CA = "--to-ca";
  private static final String STATE = "--state";
  private static final String PREFIX = "--prefix";
  private static final String REGION = "--source-region";
  private static final String CA = "--source-ca";
  private static final String PROFILE = "--source-profile";
  private static final String CURRENT = "--current-only";
  private static final String COMPARE = "--compare";
  private static final String PARALLEL = "--parallel";
  private static final String USUAL_REGION = "us-east-1";
  private static final int USUAL_PARALLEL = 8;
  private static final int MOST_PARALLEL = 64;

  private CopyFromCommand() {}

  /** Of this environment, which holds the access keys. */
  public static Subcommand subcommand(Map<String, String> environment) {
    return Subcommand.named("copy-from", "copy a bucket of MinIO, or another S3 store, to here")
        .data()
        .text(TO, "BUCKET", "destination (default: of the same name; made if missing)")
        .text(TO_ENDPOINT, "URL", "this server, not the one of the data folder")
        .text(TO_REGION, "REGION", "of that server (default: us-east-1)")
        .text(TO_CA, "FILE", "PEM file of what to trust there")
        .text(STATE, "FILE", "where uploads are noted (default: in the data folder)")
        .text(PREFIX, "PREFIX", "only keys that begin so")
        .text(REGION, "REGION", "of the source (default: us-east-1)")
        .text(CA, "FILE", "PEM file of what to trust at the source")
        .text(PROFILE, "NAME", "of ~/.aws, which has the source's access key")
        .flag(CURRENT, "leave older versions, delete markers and deleted keys")
        .flag(COMPARE, "compare what is there already, byte by byte")
        .number(PARALLEL, 1, MOST_PARALLEL, "keys at a time (default: 8)")
        .word(ENDPOINT, "of the source: http:// or https://")
        .word(BUCKET, "of the source")
        .note(
            "Access keys come from SOURCE_ACCESS_KEY_ID, SOURCE_SECRET_ACCESS_KEY and perhaps",
            "SOURCE_SESSION_TOKEN, or a profile; those of --to-endpoint from AWS_... variables.",
            "Ended at whatever point and run again, it goes on. Exit code 1: something was not",
            "carried over, and is named. See docs/migrate-from-minio.md.")
        .does(
            (given, terminal) -> {
              if (Packaging.NATIVE) {
                throw new StartupException("Copying from another store needs the JVM.");
              }
              return run(given, environment).run(terminal.out());
            });
  }

  private static CopyRun run(Given given, Map<String, String> environment) {
    StoreEnd from =
        new StoreEnd(
            url(ENDPOINT, given.word(ENDPOINT)),
            given.text(REGION).orElse(USUAL_REGION),
            given
                .text(PROFILE)
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> credentials("SOURCE_", environment)),
            given.path(CA));
    StoreEnd to =
        given
            .text(TO_ENDPOINT)
            .map(
                url ->
                    new StoreEnd(
                        url(TO_ENDPOINT, url),
                        given.text(TO_REGION).orElse(USUAL_REGION),
                        credentials("AWS_", environment),
                        given.path(TO_CA)))
            .orElseGet(() -> StoreEnd.serverOf(given.data()));
    String bucket = given.text(TO).orElseGet(() -> given.word(BUCKET));
    return new CopyRun(
        from,
        given.word(BUCKET),
        to,
        bucket,
        state(given, bucket),
        new CopyRun.Choice(
            given.text(PREFIX).orElse(""),
            given.has(CURRENT),
            given.has(COMPARE),
            given.number(PARALLEL).orElse(USUAL_PARALLEL)));
  }

  private static URI url(String name, String text) {
    if (!text.matches("https?://[A-Za-z0-9._:\\[\\]-]+/?")) {
      throw new UsageException(name + " is no http:// or https:// address");
    }
    return URI.create(text);
  }

  private static AwsCredentialsProvider credentials(
      String prefix, Map<String, String> environment) {
    String id = environment.getOrDefault(prefix + "ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault(prefix + "SECRET_ACCESS_KEY", "");
    String token = environment.getOrDefault(prefix + "SESSION_TOKEN", "");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new UsageException(
          "%1$sACCESS_KEY_ID and %1$sSECRET_ACCESS_KEY are not set".formatted(prefix));
    }
    AwsCredentials credentials =
        token.isEmpty()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token);
    return StaticCredentialsProvider.create(credentials);
  }

  private static Path state(Given given, String bucket) {
    Optional<Path> named = given.path(STATE);
    if (named.isPresent()) {
      return named.get();
    }
    if (given.has(TO_ENDPOINT)) {
      throw new UsageException(TO_ENDPOINT + " needs " + STATE);
    }
    DataDirectory data = given.data();
    Path folder = data.root().resolve("copies");
    try {
      PrivateFiles.createDirectory(folder);
    } catch (IOException e) {
      throw StartupException.because("Cannot make the folder " + folder, e);
    }
    return folder.resolve(bucket.replaceAll("[^a-z0-9.-]", "_") + ".uploads");
  }
}

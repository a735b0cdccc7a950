package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.command.ProgramVersion;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code serve} prints when it is ready: where it listens, where the keys are, what to type
 * next. Its first line has the word {@code ready}, by which programs wait for it.
 *
 * @param program how the launcher was called
 */
record Banner(Endpoints endpoints, DataDirectory data, String program) {

  String text() {
    Path rootKey = data.secrets().resolve("kms-root.key");
    return """
    Strongroom %1$s is ready. Ctrl-C stops it.

      Objects  %2$s
               %3$s (no TLS: refuses what would send or return keys)
      KMS      %4$s
      Health   %5$s
    %10$s\
      Data     %6$s
      Keys     %7$s
               %8$s

    In another terminal:

      eval "$(%9$s)"

      AWS CLI  aws s3 mb s3://vault && aws s3 cp FILE s3://vault/
      boto3    python3 -c 'import boto3; boto3.client("s3").create_bucket(Bucket="vault")'
      OBS SDK  %9$s --for huawei
    """
        .formatted(
            ProgramVersion.read(),
            endpoints.https(),
            endpoints.http(),
            endpoints.kms(),
            endpoints.health(),
            data.root(),
            data.identityFile() + " (access keys)",
            Files.exists(rootKey)
                ? rootKey + " (opens the KMS's keys: without it no object opens)"
                : "the KMS's root key is not in this folder",
            command(),
            console());
  }

  /** Its line, with what to do there first; nothing where there is none. */
  private String console() {
    return endpoints.console().isEmpty()
        ? ""
        : "  Console  "
            + endpoints.console()
            + "/ (sign in with the root's access key from "
            + data.identityFile().getFileName()
            + ")\n";
  }

  private String command() {
    return data.equals(DataDirectory.standard())
        ? program + " env"
        : program + " env --data " + ShellWord.of(data.root().toString());
  }
}

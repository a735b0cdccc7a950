package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the operating system trusts: Debian's and Red Hat's folders of authorities, or macOS's
 * keychain. All of them are root's.
 *
 * @param alias under which name
 */
record SystemStore(String alias) {

  /** A folder that a program makes the system's bundle of. */
  private record Folder(Path path, List<String> update) {}

  private static final List<Folder> FOLDERS =
      List.of(
          new Folder(
              Path.of("/usr/local/share/ca-certificates"), List.of("update-ca-certificates")),
          new Folder(
              Path.of("/etc/pki/ca-trust/source/anchors"), List.of("update-ca-trust", "extract")));

  private static final Path KEYCHAIN = Path.of("/Library/Keychains/System.keychain");

  /** Adds or removes the certificate. */
  void change(String pem, boolean remove) {
    if (Files.exists(KEYCHAIN)) {
      keychain(pem, remove);
      return;
    }
    Folder folder =
        FOLDERS.stream()
            .filter(each -> Files.isDirectory(each.path()))
            .findFirst()
            .orElseThrow(
                () ->
                    new StartupException(
                        "This system keeps its authorities in an unknown place; see docs/clients."));
    Path file = folder.path().resolve(alias + ".crt");
    try {
      if (remove) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(file, pem);
      }
    } catch (IOException e) {
      throw new StartupException("Cannot write " + file + ": " + DataDirectory.reason(e), e);
    }
    run(folder.update());
  }

  private static void keychain(String pem, boolean remove) {
    try {
      Path file = Files.createTempFile("strongroom", ".crt");
      Files.writeString(file, pem);
      run(
          remove
              ? List.of("security", "remove-trusted-cert", "-d", file.toString())
              : List.of(
                  "security",
                  "add-trusted-cert",
                  "-d",
                  "-r",
                  "trustRoot",
                  "-k",
                  KEYCHAIN.toString(),
                  file.toString()));
      Files.delete(file);
    } catch (IOException e) {
      throw StartupException.because("Cannot change " + KEYCHAIN, e);
    }
  }

  private static void run(List<String> command) {
    if (ToolCheck.installed(command).isEmpty()) {
      throw new StartupException(String.join(" ", command) + " failed.");
    }
  }
}

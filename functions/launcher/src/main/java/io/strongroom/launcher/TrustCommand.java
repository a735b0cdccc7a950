package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The {@code trust} command: puts the data folder's certificate authority where clients look for
 * what they trust, and takes it out again. It changes only what it is asked to.
 */
final class TrustCommand {

  private TrustCommand() {}

  static Subcommand subcommand() {
    return Subcommand.named("trust", "have Java, Python, Node or this system trust the server")
        .data()
        .text("--java", "FILE", "a trust store of Java; made if it is not there")
        .text(
            "--bundle", "FILE", "a file of certificates in PEM, as many tools read; made likewise")
        .flag("--python", "the bundle that Python's certifi names, which requests and others read")
        .flag("--node", "tell what Node.js needs: it has no store")
        .flag("--system", "this system's store, as root; OpenSSL, curl, Go and browsers read it")
        .flag("--remove", "take it out of there")
        .note(
            "Whoever has the data folder can then speak for any server towards these clients.",
            "The trust store's password is changeit, as Java's own.")
        .does(TrustCommand::run);
  }

  private static int run(Given given, Terminal terminal) {
    if (List.of("--java", "--bundle", "--python", "--node", "--system").stream()
        .noneMatch(given::has)) {
      throw new UsageException("say where: --java, --bundle, --python, --node or --system");
    }
    Path file = given.data().tls().resolve("ca.crt");
    if (Files.notExists(file)) {
      throw new StartupException(
          given.data().root() + " has no authority yet: serve makes it at its first start.");
    }
    String pem = Authority.read(file);
    new Places(file, pem, alias(Authority.certificate(pem)), given.has("--remove"), terminal)
        .visit(given);
    return 0;
  }

  /** The authority's own name, so that those of several folders fit beside each other. */
  private static String alias(Certificate certificate) {
    String subject = ((X509Certificate) certificate).getSubjectX500Principal().getName();
    return "strongroom-" + subject.replaceAll("(?s).*CN=Strongroom local CA ([0-9a-f]+).*", "$1");
  }

  /** Where it goes, or comes from. */
  private record Places(Path file, String pem, String alias, boolean remove, Terminal terminal) {

    void visit(Given given) {
      given.path("--java").ifPresent(this::java);
      given.path("--bundle").ifPresent(this::bundle);
      if (given.has("--python")) {
        bundle(certifi());
      }
      if (given.has("--node")) {
        terminal.out().println("export NODE_EXTRA_CA_CERTS=" + ShellWord.quoted(file.toString()));
      }
      if (given.has("--system")) {
        new SystemStore(alias).change(pem, remove);
        say("this system's store");
      }
    }

    private void java(Path store) {
      if (remove) {
        TrustStoreFile.remove(store, alias);
      } else {
        TrustStoreFile.add(store, Authority.certificate(pem), alias);
      }
      say(store.toString());
    }

    private void bundle(Path bundle) {
      try {
        String text = Files.exists(bundle) ? Files.readString(bundle) : "";
        String without = text.replace(pem, "");
        Files.writeString(bundle, remove ? without : endLine(without) + pem);
        say(bundle.toString());
      } catch (IOException e) {
        throw new StartupException("Cannot write " + bundle + ": " + DataDirectory.reason(e), e);
      }
    }

    private static String endLine(String text) {
      return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static Path certifi() {
      return ToolCheck.installed(List.of("python3", "-m", "certifi"))
          .map(text -> Path.of(text.strip()))
          .orElseThrow(
              () -> new StartupException("python3 has no certifi: give its bundle by --bundle."));
    }

    private void say(String where) {
      terminal.err().println((remove ? "no longer trusted by " : "trusted by ") + where);
    }
  }
}

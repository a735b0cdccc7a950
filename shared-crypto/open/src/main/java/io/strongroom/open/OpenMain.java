package io.strongroom.open;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.rescue.BlobMissing;
import io.strongroom.crypto.rescue.BlobUnusable;
import io.strongroom.crypto.rescue.ObjectRescue;
import io.strongroom.crypto.rescue.RescueKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.aws.AwsKmsClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code strongroom open}. Exit status 0: the whole object was written; 1: it could not be opened,
 * and nothing was written at {@code --out}; 2: the command was wrong, and nothing was tried.
 */
public final class OpenMain {

  private final Map<String, String> environment;
  private final PrintStream messages;

  OpenMain(Map<String, String> environment, PrintStream messages) {
    this.environment = environment;
    this.messages = messages;
  }

  public static void main(String[] arguments) {
    System.exit(open(List.of(arguments)));
  }

  /** Runs the command in this process; returns the exit status. */
  public static int open(List<String> arguments) {
    // What libraries log is not for the user: failures are told in one sentence.
    Logger.getLogger("").setLevel(Level.OFF);
    return new OpenMain(System.getenv(), System.err).run(arguments);
  }

  int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      messages.print(OpenOptions.USAGE);
      return 0;
    }
    try {
      OpenOptions options = parse(arguments);
      long length = open(options);
      messages.println("wrote " + length + " bytes to " + options.out());
      return 0;
    } catch (WrongUsage e) {
      say(Sentences.why(e));
      return 2;
    } catch (NotOpened e) {
      sayAll(e);
    } catch (RuntimeException e) {
      // A bug. Its message is not shown, as nobody knows what it holds.
      say(
          "a fault of this command, please report it: %s at %s"
              .formatted(e.getClass().getName(), place(e)));
    }
    return 1;
  }

  private static OpenOptions parse(List<String> arguments) {
    try {
      return OpenOptions.parse(arguments);
    } catch (WrongUsage e) {
      throw new WrongUsage(Sentences.why(e) + " (see: strongroom open --help)");
    }
  }

  private long open(OpenOptions options) {
    checkOut(options.out());
    ObjectRecord record = RecordFile.read(options.record());
    checkKind(options.key(), record.envelope());
    checkLayers(options.key(), record.envelope());
    try (DataKey key = dataKey(options, record)) {
      ObjectRescue rescue = verify(options, record, key);
      rescue.find(
          options.blobs(),
          (place, why) -> say("passed over %s (%s)".formatted(place, Sentences.why(why))));
      return write(rescue, options.out());
    } catch (BlobMissing e) {
      throw new NotOpened(Sentences.of(e));
    }
  }

  /** Early: an object may take hours, and then have no place to go. */
  private static void checkOut(Path out) {
    try {
      if (OutFile.exists(out)) {
        throw new WrongUsage(
            out + " exists already and is never overwritten: move it away or give another --out");
      }
    } catch (IOException e) {
      throw new WrongUsage(
          "%s cannot be written (%s): give another --out".formatted(out, Sentences.why(e)));
    }
    if (!Files.isDirectory(OutFile.folderOf(out))) {
      throw new WrongUsage(
          OutFile.folderOf(out) + " is not a folder: make it or give another --out");
    }
  }

  private static void checkKind(OpenOptions.KeyOption key, Envelope envelope) {
    boolean customers = key instanceof OpenOptions.KeyOption.CustomerKey;
    if (customers != envelope.wrap() instanceof CustomerKeyWrap) {
      throw new WrongUsage(
          customers
              ? "this object's key is wrapped by a KMS: give --kms, --key-file or --unwrapped"
              : "this object was stored with a customer key: give --customer-key");
    }
  }

  private DataKey dataKey(OpenOptions options, ObjectRecord record) {
    int length = RescueKey.lengthFor(record.envelope());
    try {
      return switch (options.key()) {
        case OpenOptions.KeyOption.Unwrapped(Path file, Optional<Path> outer) -> {
          try (var key = KeyFiles.read(file, length)) {
            yield outer.isEmpty()
                ? new RescueKey.Unwrapped(key).unwrap(record)
                : unwrapLayers(key, outer.get(), record);
          }
        }
        case OpenOptions.KeyOption.CustomerKey(Path file) -> {
          try (var key = KeyFiles.read(file, length)) {
            yield new RescueKey.Customer(key).unwrap(record);
          }
        }
        case OpenOptions.KeyOption.KeyFile(Path file) -> {
          try (var kms = KmsAccess.local(file)) {
            yield new RescueKey.Kms(kms).unwrap(record);
          }
        }
        case OpenOptions.KeyOption.Kms(String url) -> {
          try (AwsKmsClient kms = KmsAccess.remote(url, environment)) {
            yield new RescueKey.Kms(KmsAccess.patient(kms)).unwrap(record);
          }
        }
      };
    } catch (CiphertextRejected e) {
      throw new NotOpened(
          "the key does not open the envelope in %s (%s): give the key that this object was stored with, and its record unchanged"
              .formatted(options.record(), Sentences.why(e)));
    } catch (KmsException e) {
      throw new NotOpened(Sentences.of(e));
    }
  }

  private static DataKey unwrapLayers(SecretBytes inner, Path outerFile, ObjectRecord record) {
    try (var outer = KeyFiles.read(outerFile, RescueKey.WRAPPING_KEY_BYTES)) {
      return new RescueKey.UnwrappedLayers(inner, outer).unwrap(record);
    }
  }

  /** Two layers need two answers, and one layer has no use for a second. */
  private static void checkLayers(OpenOptions.KeyOption key, Envelope envelope) {
    if (key instanceof OpenOptions.KeyOption.Unwrapped(Path _, Optional<Path> outer)
        && outer.isPresent() != envelope.suite().isTwice()) {
      throw new WrongUsage(
          outer.isPresent()
              ? "this object has one layer: leave --unwrapped-outer out"
              : "this object has two layers: give --unwrapped-outer, too");
    }
  }

  private static ObjectRescue verify(OpenOptions options, ObjectRecord record, DataKey key) {
    try {
      return ObjectRescue.verify(record, key);
    } catch (CiphertextRejected e) {
      throw new NotOpened(
          "the manifest in %s was not made with this key (%s): give the object's own record unchanged, and with --unwrapped its own key"
              .formatted(options.record(), Sentences.why(e)));
    }
  }

  private static long write(ObjectRescue rescue, Path file) {
    try (OutFile out = OutFile.create(file)) {
      long length = rescue.write(out.stream());
      out.publish();
      return length;
    } catch (BlobUnusable e) {
      throw new NotOpened(Sentences.of(e), e);
    } catch (IOException e) {
      throw new NotOpened(
          "%s cannot be written (%s): give an --out where you may write and there is room"
              .formatted(file, Sentences.why(e)),
          e);
    }
  }

  private static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private void sayAll(NotOpened e) {
    say(Sentences.why(e));
    for (Throwable further : e.getSuppressed()) {
      say(Sentences.why(further));
    }
  }

  private void say(String sentence) {
    messages.println(Sentences.line("open: " + sentence));
  }
}

package io.strongroom.open;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line, as far as it can be checked without opening a file.
 *
 * @param record the object's exported record
 * @param blobs files or folders
 * @param out must not exist yet
 */
record Options(Path record, List<Path> blobs, Path out, KeyOption key) {

  static final String USAGE =
      """
      Opens an object with its record (see: strongroom record), its blobs and a key. No server, no
      database.

        open --envelope FILE --blob FILE_OR_FOLDER... --out FILE KEY

      KEY is one of
        --kms URL            the KMS that wrapped the key (AWS KMS API); credentials and region
                             from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION
        --key-file FILE      the keys of the "local" provider, that wrapped the key
        --customer-key FILE  the key sent with SSE-C requests
        --unwrapped FILE     what a KMS answered to Decrypt for the wrapped key in the record
      The last two hold the key's bytes, or their hexadecimal or Base64 text.
      """;

  /** How the data key is to be had. */
  sealed interface KeyOption {
    record Kms(String url) implements KeyOption {}

    record KeyFile(Path file) implements KeyOption {}

    record Unwrapped(Path file) implements KeyOption {}

    record CustomerKey(Path file) implements KeyOption {}
  }

  Options {
    blobs = List.copyOf(blobs);
  }

  /**
   * Parses.
   *
   * @throws UsageException with a sentence for the user
   */
  static Options parse(List<String> arguments) {
    Path record = null;
    Path out = null;
    KeyOption key = null;
    List<Path> blobs = new ArrayList<>();
    for (int i = 0; i < arguments.size(); ) {
      String name = arguments.get(i++);
      switch (name) {
        case "--envelope" -> record = once(name, record, Path.of(value(name, arguments, i++)));
        case "--out" -> out = once(name, out, Path.of(value(name, arguments, i++)));
        case "--blob" -> {
          do {
            blobs.add(Path.of(value(name, arguments, i++)));
          } while (i < arguments.size() && !arguments.get(i).startsWith("--"));
        }
        default -> key = once("a key", key, key(name, arguments, i++));
      }
    }
    if (record == null || out == null || key == null || blobs.isEmpty()) {
      throw new UsageException("--envelope, --blob, --out and one of the keys are needed");
    }
    return new Options(record, blobs, out, key);
  }

  private static KeyOption key(String name, List<String> arguments, int at) {
    return switch (name) {
      case "--kms" -> new KeyOption.Kms(value(name, arguments, at));
      case "--key-file" -> new KeyOption.KeyFile(Path.of(value(name, arguments, at)));
      case "--unwrapped" -> new KeyOption.Unwrapped(Path.of(value(name, arguments, at)));
      case "--customer-key" -> new KeyOption.CustomerKey(Path.of(value(name, arguments, at)));
      default -> throw new UsageException("unknown option " + name);
    };
  }

  private static <T> T once(String name, @Nullable T before, T now) {
    if (before != null) {
      throw new UsageException(name + " was given twice");
    }
    return now;
  }

  private static String value(String name, List<String> arguments, int at) {
    if (at >= arguments.size()) {
      throw new UsageException(name + " needs a value");
    }
    return arguments.get(at);
  }
}

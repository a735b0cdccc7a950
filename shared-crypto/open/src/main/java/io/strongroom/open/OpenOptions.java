package io.strongroom.open;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line, as far as it can be checked without opening a file.
 *
 * @param record the object's exported record
 * @param blobs files or folders
 * @param out must not exist yet
 */
record OpenOptions(Path record, List<Path> blobs, Path out, KeyOption key) {

  static final String USAGE =
      """
      Opens an object with its record (see: strongroom record), its blobs and a key. No server, no
      database.

        open --envelope FILE --blob FILE_OR_FOLDER... --out FILE KEY

      Folders are searched for the object's blobs; links to folders in them are not followed, and
      what cannot be read is named and passed over. Of several copies of a blob any good one will
      do. The file at --out must not exist yet; it appears when the object is whole, for its owner
      only.

      KEY is one of
        --kms URL            the KMS that wrapped the key (AWS KMS API); credentials and region
                             from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION
        --key-file FILE      the keys of the "local" provider, that wrapped the key
        --customer-key FILE  the key sent with SSE-C requests
        --unwrapped FILE     what a KMS answered to Decrypt for the wrapped key in the record
        --unwrapped FILE --unwrapped-outer FILE
                             the same for both keys of an object with two layers (DSSE)
      A FILE of the last three that is as long as the key, which has 32 bytes (16 if a KMS wrapped
      an SM4 key itself), is the key. Otherwise twice as many hexadecimal digits are hexadecimal,
      and anything else is Base64, with or without white space around.

      Exit status: 0, the whole object was written; 1, it could not be opened, and nothing was
      written; 2, the command was wrong, and nothing was tried.
      """;

  /** How the data key is to be had. */
  sealed interface KeyOption {
    record Kms(String url) implements KeyOption {}

    record KeyFile(Path file) implements KeyOption {}

    /**
     * @param outer of an object with two layers
     */
    record Unwrapped(Path file, Optional<Path> outer) implements KeyOption {}

    record CustomerKey(Path file) implements KeyOption {}
  }

  OpenOptions {
    blobs = List.copyOf(blobs);
  }

  /**
   * Parses.
   *
   * @throws WrongUsage with a sentence for the user
   */
  static OpenOptions parse(List<String> arguments) {
    Path record = null;
    Path out = null;
    KeyOption key = null;
    Path outer = null;
    List<Path> blobs = new ArrayList<>();
    for (int i = 0; i < arguments.size(); ) {
      String name = arguments.get(i++);
      switch (name) {
        case "--envelope" -> record = once(name, record, path(name, arguments, i++));
        case "--out" -> out = once(name, out, path(name, arguments, i++));
        case "--blob" -> {
          do {
            blobs.add(path(name, arguments, i++));
          } while (i < arguments.size() && !arguments.get(i).startsWith("--"));
        }
        case "--unwrapped-outer" -> outer = once(name, outer, path(name, arguments, i++));
        default -> key = once("a key", key, key(name, arguments, i++));
      }
    }
    if (record == null || out == null || key == null || blobs.isEmpty()) {
      throw new WrongUsage("--envelope, --blob, --out and one of the keys are all needed");
    }
    return new OpenOptions(record, blobs, out, outer == null ? key : withOuter(key, outer));
  }

  private static KeyOption withOuter(KeyOption key, Path outer) {
    if (key instanceof KeyOption.Unwrapped(Path file, Optional<Path> _)) {
      return new KeyOption.Unwrapped(file, Optional.of(outer));
    }
    throw new WrongUsage("--unwrapped-outer goes with --unwrapped");
  }

  private static KeyOption key(String name, List<String> arguments, int at) {
    return switch (name) {
      case "--kms" -> new KeyOption.Kms(value(name, arguments, at));
      case "--key-file" -> new KeyOption.KeyFile(path(name, arguments, at));
      case "--unwrapped" -> new KeyOption.Unwrapped(path(name, arguments, at), Optional.empty());
      case "--customer-key" -> new KeyOption.CustomerKey(path(name, arguments, at));
      default -> throw new WrongUsage("unknown option " + name);
    };
  }

  private static <T> T once(String name, @Nullable T before, T now) {
    if (before != null) {
      throw new WrongUsage(name + " was given twice");
    }
    return now;
  }

  private static Path path(String name, List<String> arguments, int at) {
    try {
      return Path.of(value(name, arguments, at));
    } catch (InvalidPathException e) {
      throw new WrongUsage(
          name + " is not a file name in this locale: set LC_ALL to one with UTF-8");
    }
  }

  private static String value(String name, List<String> arguments, int at) {
    if (at >= arguments.size()
        || arguments.get(at).isEmpty()
        || arguments.get(at).startsWith("--")) {
      throw new WrongUsage(name + " needs a value");
    }
    return arguments.get(at);
  }
}

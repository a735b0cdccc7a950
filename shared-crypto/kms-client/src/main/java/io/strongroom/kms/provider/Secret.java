package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.KmsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A secret as an operator gave it: the text itself, or a file that is read again at each use, so
 * that a new secret in it needs no restart. Never prints the secret. Thread-safe.
 */
public sealed interface Secret {

  /** The secret itself. */
  static Secret of(String text) {
    return new Given(text);
  }

  /** The first line of {@code file}, which need not be there yet. */
  static Secret inFile(Path file) {
    return new InFile(file);
  }

  /**
   * The secret now. Blocks while a file is read.
   *
   * @throws KmsException.Unavailable when the file cannot be read or has no first line
   */
  String read();

  /** {@link #read} off the caller's thread. */
  default CompletionStage<String> fetch() {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            text.complete(read());
          } catch (KmsException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  /** Given as text. */
  record Given(String text) implements Secret {
    @Override
    public String read() {
      return text;
    }

    @Override
    public CompletionStage<String> fetch() {
      return CompletableFuture.completedFuture(text);
    }

    @Override
    public String toString() {
      return "Secret[redacted]";
    }
  }

  /** Given as a file. */
  record InFile(Path file) implements Secret {
    @Override
    public String read() {
      try (var lines = Files.lines(file)) {
        String first = lines.findFirst().orElse("").strip();
        if (first.isEmpty()) {
          throw new KmsException.Unavailable("a secret's file is empty: " + file.getFileName());
        }
        return first;
      } catch (IOException | java.io.UncheckedIOException e) {
        throw new KmsException.Unavailable("a secret's file cannot be read: " + file.getFileName());
      }
    }

    @Override
    public String toString() {
      return "Secret[" + file + "]";
    }
  }
}

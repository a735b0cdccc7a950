package io.strongroom.protocol.http.error;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Finds what went wrong under what only carried it. */
public final class Failures {

  private static final int MAX_DEPTH = 16;

  private Failures() {}

  /** The first failure that is no mere envelope of another. */
  public static Throwable unwrap(Throwable failure) {
    Throwable inner = failure;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      @Nullable Throwable cause = inner.getCause();
      if (cause == null || !isEnvelope(inner)) {
        return inner;
      }
      inner = cause;
    }
    return inner;
  }

  private static boolean isEnvelope(Throwable failure) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure instanceof UncheckedIOException;
  }
}

package io.strongroom.runtime.http;

import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import java.util.Set;

/**
 * What requests hold in memory, in bytes, so that the budget tells the truth: buffers of a body or
 * of content on its way, the cipher's segments, and what a thread and a connection need meanwhile.
 */
final class Footprint {

  /** Any request: its head, its thread, its transaction. */
  static final long REQUEST = 8 * 1024;

  /** A listing while it is made: a thousand rows, and the document twice. */
  static final long LISTING = 512 * 1024;

  /** An upload whose client sends nothing: a segment that is not full, and two small buffers. */
  static final long UPLOAD_AT_REST = 64 * 1024;

  /** An upload of a client that keeps up: the whole window, a large buffer, sealed segments. */
  static final long UPLOAD = 512 * 1024;

  /** A download in small steps: a segment, sealed and open, and two steps on their way. */
  static final long DOWNLOAD_AT_REST = 96 * 1024;

  /** A download in large steps. */
  static final long DOWNLOAD = 448 * 1024;

  /** A body that is read whole costs this many times its length: collected, copied, parsed. */
  private static final long COPIES = 3;

  private static final Set<Operation<?, ?>> STREAMED_BODY =
      Set.of(
          ObjectOperations.PUT_OBJECT,
          ObjectOperations.POST_OBJECT,
          ObjectOperations.APPEND_OBJECT,
          ObjectOperations.UPLOAD_PART);

  private Footprint() {}

  /** What a request of this operation needs before anything is known of its client. */
  static long atFirst(Operation<?, ?> operation, boolean body) {
    if (operation.equals(ObjectOperations.GET_OBJECT)) {
      return DOWNLOAD_AT_REST;
    }
    if (isListing(operation)) {
      return LISTING;
    }
    return body && isStreamed(operation) ? UPLOAD_AT_REST : REQUEST;
  }

  /** By its name, so that no new one is forgotten. */
  private static boolean isListing(Operation<?, ?> operation) {
    return operation.wireName().startsWith("List");
  }

  /** Whether the operation's body is sealed as it comes; others are read whole. */
  static boolean isStreamed(Operation<?, ?> operation) {
    return STREAMED_BODY.contains(operation);
  }

  /** A body of which so many bytes were read to be kept. */
  static long collected(long bytes) {
    return REQUEST + COPIES * bytes;
  }
}

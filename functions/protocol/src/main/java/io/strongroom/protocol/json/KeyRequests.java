package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.protocol.http.IncomingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the key operations' requests have in common. */
final class KeyRequests {

  static final int MAX_KEY_ID_LENGTH = 2048;

  private static final int MAX_CONTEXT_BYTES = 8192;

  private KeyRequests() {}

  /** The members of a request that was authenticated, whose body is in memory. */
  static JsonObject members(IncomingRequest request) {
    try (InputStream body = request.wire().body().get()) {
      return JsonObject.parse(body.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The encryption context.
   *
   * @throws JsonRejected.Invalid when it is too long
   */
  static EncryptionContext context(JsonObject members) {
    Map<String, String> pairs = members.textMap("EncryptionContext");
    long length =
        pairs.entrySet().stream()
            .mapToLong(pair -> length(pair.getKey()) + length(pair.getValue()))
            .sum();
    if (length > MAX_CONTEXT_BYTES) {
      throw new JsonRejected.Invalid(
          "The encryption context is longer than " + MAX_CONTEXT_BYTES + " bytes.");
    }
    return new EncryptionContext(pairs);
  }

  /**
   * Refuses what would be wrong to ignore: a dry run must not run, an answer for an enclave must
   * not come in the clear, and nobody knows what a member unknown here would do. Call when all
   * members were read.
   *
   * @throws JsonRejected.Unsupported when the request has one of them
   */
  static void requireOffered(JsonObject members) {
    if (members.flag("DryRun")) {
      throw new JsonRejected.Unsupported("DryRun is not supported.");
    }
    if (members.has("Recipient")) {
      throw new JsonRejected.Unsupported("Recipient is not supported.");
    }
    // Grants are in force here as soon as the KMS has them; a token would only make that sooner.
    members.has("GrantTokens");
    members.requireRead();
  }

  private static long length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

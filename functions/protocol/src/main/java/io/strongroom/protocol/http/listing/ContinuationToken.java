package io.strongroom.protocol.http.listing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a listing goes on, in a form that invites no one to build it by hand. */
final class ContinuationToken {

  private ContinuationToken() {}

  static String of(String after) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(after.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the token is none of ours; keys, and so what follows them, are without NUL. */
  static Optional<String> parse(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      String after = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean ours = !after.isEmpty() && after.indexOf('\0') < 0 && of(after).equals(token);
      return ours ? Optional.of(after) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

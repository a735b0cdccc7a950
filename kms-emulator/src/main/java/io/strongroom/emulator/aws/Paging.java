package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Limit and Marker of a list operation. A marker names the operation, the scope and the last
 * element shown; a marker of another operation, region or account is refused.
 *
 * @param limit most elements to show
 * @param after the last element shown before; empty for the first page
 */
record Paging(String binding, int limit, String after) {

  private static final int MAX_MARKER_LENGTH = 1024;

  static Paging read(AwsCall call, Members members, int defaultLimit, int maxLimit) {
    String binding = call.operation() + "\n" + call.scope().arnPrefix() + "\n";
    int limit = members.number("Limit", 1, maxLimit).orElse(defaultLimit);
    String after =
        members
            .text("Marker", 1, MAX_MARKER_LENGTH)
            .map(marker -> decode(binding, marker))
            .orElse("");
    return new Paging(binding, limit, after);
  }

  /** How many elements to look for: one more than shown, to know whether there are more. */
  int wanted() {
    return limit + 1;
  }

  /** The reply's members for the elements found behind {@link #after}. */
  <T> JsonObject page(
      String member, List<T> found, Function<T, Object> render, Function<T, String> position) {
    boolean truncated = found.size() > limit;
    List<T> shown = truncated ? found.subList(0, limit) : found;
    JsonArray elements = new JsonArray();
    shown.forEach(element -> elements.add(render.apply(element)));
    JsonObject reply = new JsonObject().put(member, elements).put("Truncated", truncated);
    if (truncated) {
      reply.put("NextMarker", encode(position.apply(shown.getLast())));
    }
    return reply;
  }

  private String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((binding + position).getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String binding, String marker) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
      if (text.startsWith(binding)) {
        return text.substring(binding.length());
      }
    } catch (IllegalArgumentException e) {
      // Not one of ours: the same answer as for a marker of another list.
    }
    throw KmsRefusal.silent(KmsError.INVALID_MARKER);
  }
}

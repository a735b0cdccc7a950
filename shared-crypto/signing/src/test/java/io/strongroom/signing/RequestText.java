package io.strongroom.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Requests from a fuzzer's input: {@code METHOD target} and lines of {@code name:value}. */
public final class RequestText {

  private RequestText() {}

  /** The request as a server would give it: names are tokens, and no value spans lines. */
  public static SignableRequest parse(byte[] input) {
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
    String[] first = lines[0].split(" ", 2);
    String target = first.length < 2 ? "/" : "/" + first[1];
    int mark = target.indexOf('?');
    List<HeaderField> headers = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        headers.add(new HeaderField(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    return new SignableRequest(
        first[0],
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        headers);
  }

  /** The request as a client has it before it signs, with a host. */
  public static SignableRequest unsigned(SignableRequest request, Predicate<String> signersOwn) {
    List<HeaderField> kept =
        new ArrayList<>(
            request.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("authorization"))
                .filter(header -> !header.name().equalsIgnoreCase("host"))
                .filter(header -> !signersOwn.test(header.name().toLowerCase(Locale.ROOT)))
                .toList());
    kept.add(new HeaderField("Host", "localhost"));
    return new SignableRequest(request.method(), request.rawPath(), request.rawQuery(), kept);
  }
}

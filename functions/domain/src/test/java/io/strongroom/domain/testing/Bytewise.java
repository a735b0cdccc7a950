package io.strongroom.domain.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of listings: by the unsigned bytes of the text's UTF-8, not by its chars. */
final class Bytewise {

  static final Comparator<String> ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private Bytewise() {}
}

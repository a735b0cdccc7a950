package io.strongroom.storage.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The entity tag that the store gave to a blob or a part.
 *
 * @param value as it came, quotes included
 * @param isMd5 whether it says what the store received: under KMS keys of its own it does not
 */
record UpstreamTag(String value, boolean isMd5) {

  static UpstreamTag of(HttpResponse<InputStream> response) throws IOException {
    String tag =
        response
            .headers()
            .firstValue("ETag")
            .orElseThrow(() -> new IOException("the blob store's answer has no ETag"));
    boolean ownKeys =
        Stream.of(UpstreamSignature.values())
            .map(words -> words.prefix() + "server-side-encryption")
            .flatMap(header -> response.headers().firstValue(header).stream())
            .anyMatch(algorithm -> !algorithm.equals("AES256"));
    return new UpstreamTag(tag, !ownKeys && tag.matches("\"?[0-9a-fA-F]{32}\"?"));
  }

  /**
   * @throws IOException when the store received something else
   */
  UpstreamTag verifiedBy(byte[] md5) throws IOException {
    if (isMd5 && !value.replace("\"", "").equalsIgnoreCase(HexFormat.of().formatHex(md5))) {
      throw new IOException("the blob store holds other bytes than it was sent");
    }
    return this;
  }
}

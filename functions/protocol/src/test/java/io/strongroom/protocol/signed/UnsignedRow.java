package io.strongroom.protocol.signed;

import java.util.Arrays;
import java.util.List;

/**
 * What an unsigned header can do, for every header without a service's prefix that anybody reads.
 *
 * @param value one that the codecs take
 * @param sigV4 when it is added to a request in Version 4
 * @param sigV2 when it is added to one in Version 2 or of OBS
 * @param why it cannot change what the signer agreed to
 */
record UnsignedRow(String header, String value, Fate sigV4, Fate sigV2, String why) {

  /** What becomes of the request. */
  enum Fate {
    REFUSED,
    TAKEN
  }

  private static final String TABLE =
      """
      authorization          | AWS a:b       | REFUSED | REFUSED | it is the signature
      host                   | elsewhere     | REFUSED | TAKEN   | Version 4 insists on it; in the others the bucket it names is part of what is signed
      date                   | Sun, 22 Nov 2026 02:16:07 GMT | TAKEN | REFUSED | Version 4 signs its own date, and this one where there is none
      content-md5            | 1B2M2Y8AsgTpgAmY7PhCfg== | TAKEN | REFUSED | it can only make the body be refused
      content-type           | text/html     | TAKEN   | REFUSED | S3: who may choose the bytes says what they are, unless the signer did
      content-encoding       | gzip          | TAKEN   | TAKEN   | as content-type; how the body is framed is signed elsewhere
      cache-control          | no-store      | TAKEN   | TAKEN   | as content-type
      content-disposition    | inline        | TAKEN   | TAKEN   | as content-type
      content-language       | de            | TAKEN   | TAKEN   | as content-type
      expires                | Sun, 22 Nov 2026 02:16:06 GMT | TAKEN | TAKEN | as content-type
      content-length         | 3             | TAKEN   | TAKEN   | the body is covered by its hash, or the signer left it open
      transfer-encoding      | chunked       | TAKEN   | TAKEN   | as content-length
      expect                 | 100-continue  | TAKEN   | TAKEN   | it says when the body is sent
      range                  | bytes=0-1     | TAKEN   | TAKEN   | it asks for less of what may be read
      if-range               | "a"           | TAKEN   | TAKEN   | as range
      if-match               | "a"           | TAKEN   | TAKEN   | it can only make the request fail
      if-none-match          | *             | TAKEN   | TAKEN   | as if-match
      if-modified-since      | Sun, 22 Nov 2026 02:16:06 GMT | TAKEN | TAKEN | as if-match
      if-unmodified-since    | Sun, 22 Nov 2026 02:16:06 GMT | TAKEN | TAKEN | as if-match, and refused on writes
      content-range          | bytes 0-1/2   | TAKEN   | TAKEN   | no read looks at it, writes refuse it
      x-default-storage-class | COLD         | REFUSED | REFUSED | it is refused, but on CreateBucket with the value that changes nothing
      accesskeyid            | AKEXAMPLE     | TAKEN   | TAKEN   | a field of a form, all of which are under its signed policy; no other request has it read
      awsaccesskeyid         | AKEXAMPLE     | TAKEN   | TAKEN   | as accesskeyid
      signature              | s             | TAKEN   | TAKEN   | as accesskeyid
      token                  | a:b:c         | TAKEN   | TAKEN   | as accesskeyid
      redirect               | http://a.test | TAKEN   | TAKEN   | as accesskeyid
      x-strongroom-router-token | t          | TAKEN   | TAKEN   | taken off before the request gets here, and compared with the router's secret
      x-strongroom-scheme    | https         | TAKEN   | TAKEN   | taken off before the request gets here, and nothing without the router's secret
      x-strongroom-host      | elsewhere     | TAKEN   | TAKEN   | taken off before the request gets here, and nothing without the router's secret
      x-strongroom-client    | 10.0.0.1      | TAKEN   | TAKEN   | taken off before the request gets here, and nothing without the router's secret
      x-strongroom-tls       | TLSv1.3       | TAKEN   | TAKEN   | taken off before the request gets here, and nothing without the router's secret
      x-auth-token           | a             | TAKEN   | TAKEN   | refused by the API of domains, read by no dialect of objects
      x-security-token       | a             | TAKEN   | TAKEN   | read by the API of domains, and by no dialect of objects
      acl                    | private       | TAKEN   | TAKEN   | as accesskeyid
      user-agent             | b             | TAKEN   | TAKEN   | AWS: a policy that trusts it trusts whoever sends it
      referer                | http://b/     | TAKEN   | TAKEN   | as user-agent
      origin                 | http://b      | TAKEN   | TAKEN   | a browser says it; it adds to the answer what the bucket's rules let a page read, and changes nothing else
      access-control-request-method | GET    | TAKEN   | TAKEN   | as origin
      access-control-request-headers | a     | TAKEN   | TAKEN   | as origin
      x-sdk-date             | 20261122T021606Z | TAKEN | TAKEN  | read by a scheme that no dialect of objects takes
      x-project-id           | 0a1b          | TAKEN   | TAKEN   | read by a scheme that no dialect of objects takes
      x-sdk-content-sha256   | a             | TAKEN   | TAKEN   | read by a scheme that no dialect of objects takes
      """;

  static List<UnsignedRow> rows() {
    return TABLE.lines().map(UnsignedRow::row).toList();
  }

  private static UnsignedRow row(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new UnsignedRow(
        cells.get(0),
        cells.get(1),
        Fate.valueOf(cells.get(2)),
        Fate.valueOf(cells.get(3)),
        cells.get(4));
  }

  Fate in(Scheme scheme) {
    return scheme.ofTheObsFamily() ? sigV2 : sigV4;
  }

  @Override
  public String toString() {
    return header;
  }
}

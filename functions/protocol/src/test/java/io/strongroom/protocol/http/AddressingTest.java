package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingTest {

  private final Addressing addressing =
      new Addressing(List.of("localhost", "S3.localhost", "obs.localhost"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /bkt/a/b/c              | a/b/c
          /bkt//a                 | /a
          /bkt/a//b               | a//b
          /bkt/a/../b             | a/../b
          /bkt/..                 | ..
          /bkt/./a                | ./a
          /bkt/a;b=c              | a;b=c
          /bkt/dir%2Fa%20b        | dir/a b
          /bkt/%252F              | %2F
          /bkt/a+b                | a+b
          /bkt/a%2Bb              | a+b
          /bkt/a%3Fb              | a?b
          /bkt/%C3%A9~*           | é~*
          /bkt/%F0%9F%94%91       | 🔑
          /bkt/dir/               | dir/
          /bkt//                  | /
          /bkt/a=b&c              | a=b&c
          """)
  void resolve_oddKeys_decodedOnceAndNothingElse(String rawPath, String key) {
    Addressing.Target target = addressing.resolve(Wire.request("GET", rawPath));
    Addressing.Target hosted =
        addressing.resolve(
            Wire.request(
                "GET", rawPath.substring("/bkt".length()), "Host", "bkt.s3.localhost:9000"));

    assertThat(target)
        .isEqualTo(new Addressing.Target(Optional.of("bkt"), Optional.of(key), false));
    assertThat(hosted).isEqualTo(new Addressing.Target(Optional.of("bkt"), Optional.of(key), true));
  }

  @ParameterizedTest
  @CsvSource({
    "bkt.s3.localhost, bkt",
    "bkt.s3.localhost:9000, bkt",
    "BKT.S3.LocalHost, bkt",
    "bkt.s3.localhost.:9000, bkt",
    "a.b.c.s3.localhost, a.b.c",
    "bkt.localhost, bkt",
    "bkt.obs.localhost, bkt",
  })
  void resolve_subDomain_isTheBucket(String host, String bucket) {
    Addressing.Target target = addressing.resolve(Wire.request("GET", "/key", "Host", host));

    assertThat(target)
        .isEqualTo(new Addressing.Target(Optional.of(bucket), Optional.of("key"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost",
    "localhost:9000",
    "s3.localhost:9000",
    "obs.localhost",
    "127.0.0.1:9000",
    "10.0.0.1",
    "'[::1]:9000'",
    "'[::1]'",
    "example.com",
    "xlocalhost",
    "''",
  })
  void resolve_otherHost_pathStyle(String host) {
    Addressing.Target target = addressing.resolve(Wire.request("GET", "/bkt/key", "Host", host));

    assertThat(target)
        .isEqualTo(new Addressing.Target(Optional.of("bkt"), Optional.of("key"), false));
  }

  @Test
  void resolve_bucketAlone_noKey() {
    Addressing.Target bucket = new Addressing.Target(Optional.of("bkt"), Optional.empty(), false);

    assertThat(addressing.resolve(Wire.request("GET", "/bkt"))).isEqualTo(bucket);
    assertThat(addressing.resolve(Wire.request("GET", "/bkt/"))).isEqualTo(bucket);
    assertThat(addressing.resolve(Wire.request("GET", "/")).bucket()).isEmpty();
  }

  @Test
  void resolve_rawUtf8InPath_decoded() {
    String asBytes = HeaderText.encode("/bkt/ключ");

    assertThat(addressing.resolve(Wire.request("GET", asBytes)).key()).contains("ключ");
  }

  @Test
  void query_plusIsSpaceAndEmptyPiecesVanish() {
    QueryParameters query = UriDecoder.query("&prefix=a+b%2Bc&&uploads&x=&a=b=c");

    assertThat(query.parameters())
        .containsExactly(
            new QueryParameters.Parameter("prefix", "a b+c"),
            new QueryParameters.Parameter("uploads", ""),
            new QueryParameters.Parameter("x", ""),
            new QueryParameters.Parameter("a", "b=c"));
  }
}

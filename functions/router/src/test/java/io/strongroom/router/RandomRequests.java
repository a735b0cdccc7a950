package io.strongroom.router;

import io.strongroom.router.RequestCorpus.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Requests put together by chance from pieces that matter; the same ones in every run. */
final class RandomRequests {

  private static final List<String> METHODS =
      List.of("GET", "GET", "PUT", "PUT", "PUT", "POST", "HEAD", "DELETE", "OPTIONS", "PATCH");
  private static final List<String> HOSTS =
      List.of("127.0.0.1:9443", "s3.localhost", "b.s3.localhost", "a.b.obs.localhost:1", "x.y");
  private static final List<String> PATHS =
      List.of("/", "/b", "/b/", "/b/k", "/b//", "//", "//k", "/b/k/", "/%2F", "/b%2Fk", "/b/%00");
  private static final List<String> NAMES =
      List.of(
          "uploads",
          "uploadId",
          "partNumber",
          "encryption",
          "delete",
          "versionId",
          "list-type",
          "location",
          "apiversion",
          "acl",
          "prefix",
          "x-id",
          "X-Amz-Signature",
          "invented",
          "x-amz-copy-source",
          "X-Obs-Copy-Source",
          "upload%49d",
          "%75ploads",
          "acl%3D",
          "a%26acl",
          "%2561cl",
          "pre+fix",
          "Uploads",
          "");
  private static final List<String> VALUES =
      List.of("", "=", "=1", "=2", "=%32", "=a%26uploads", "=a=b", "=%3D", "=a+b", "=%C3%9F");
  private static final List<String> HEADERS =
      List.of(
          "x-amz-copy-source: /b/k",
          "X-OBS-Copy-Source: b/k",
          "X-Amz-Target: TrentService.Decrypt",
          "x-amz-target: TrentService.CreateKey",
          "x-amz-target: Other.Decrypt",
          "Range: bytes=0-");

  private RandomRequests() {}

  static List<Sample> some(int number) {
    Random random = new Random(20_261_122);
    return IntStream.range(0, number).mapToObj(ignored -> next(random)).toList();
  }

  private static Sample next(Random random) {
    List<String> parameters = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parameters.add(one(NAMES, random) + one(VALUES, random));
    }
    List<String> headers = new ArrayList<>(List.of("Host: " + one(HOSTS, random)));
    if (random.nextInt(4) == 0) {
      headers.add(one(HEADERS, random));
    }
    return new Sample(
        one(METHODS, random),
        one(PATHS, random) + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)),
        headers,
        Optional.empty());
  }

  private static String one(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}

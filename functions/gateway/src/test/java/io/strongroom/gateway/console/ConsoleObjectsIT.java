package io.strongroom.gateway.console;

import static io.strongroom.gateway.console.Browser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buckets and objects in the console, whatever their names are. */
class ConsoleObjectsIT {

  private static final String HOSTILE =
      "<img src=x onerror=alert(1)>/\"'><script>alert(2)</script>";

  @TempDir static Path folder;
  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data")).awaitReady();
    browser = Browser.of(server).signedIn(server);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static String bucket(String name) throws Exception {
    HttpResponse<String> made = browser.post("/buckets", "name", name);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    return name;
  }

  private static void upload(String bucket, String key, String text) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            browser
                .request("/upload?bucket=" + encoded(bucket) + "&key=" + encoded(key))
                .header("origin", browser.origin())
                .header("x-form-token", browser.token())
                .header("content-type", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String of(String path, String bucket, String key) {
    return path + "?bucket=" + encoded(bucket) + "&key=" + encoded(key);
  }

  @Test
  void object_hostileName_isTextEverywhere_andIsNeverRun() throws Exception {
    String bucket = bucket("hostile-names");
    upload(bucket, HOSTILE, "<script>alert(3)</script>");

    for (String page :
        List.of(
            "/objects?bucket=" + bucket,
            "/objects?bucket=" + bucket + "&prefix=" + encoded("<img src=x onerror=alert(1)>/"),
            "/versions?bucket=" + bucket,
            "/objects?bucket=" + bucket + "&prefix=" + encoded("\"><script>alert(4)</script>"),
            of("/object", bucket, HOSTILE))) {
      HttpResponse<String> shown = browser.get(page);
      assertThat(shown.statusCode()).as(page + shown.body()).isEqualTo(200);
      assertThat(shown.body()).doesNotContain("<img src=x").doesNotContain("<script>alert");
    }
    HttpResponse<String> download = browser.get(of("/object/download", bucket, HOSTILE));
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.body()).isEqualTo("<script>alert(3)</script>");
    assertThat(download.headers().firstValue("content-type")).contains("application/octet-stream");
    assertThat(download.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(download.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("sandbox;");
    HttpResponse<String> gone = browser.post("/object/delete", "bucket", bucket, "key", HOSTILE);
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(303);
    assertThat(browser.get(of("/object", bucket, HOSTILE)).statusCode()).isEqualTo(404);
  }

  @Test
  void object_nameThatLooksLikeAnotherRequest_isThatObject() throws Exception {
    String bucket = bucket("odd-names");
    for (String key : List.of("a?policy", "a#b", "../up", "a//b", "%2e%2e/x", "a+b c&d=e", "ü/ö")) {
      upload(bucket, key, key);
      assertThat(browser.get(of("/object/download", bucket, key)).body()).isEqualTo(key);
    }
    assertThat(browser.get("/objects?bucket=" + encoded("odd-names?policy")).statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void settings_everything_isSetAsTheWireSetsIt() throws Exception {
    String bucket = bucket("with-settings");
    String page = "/bucket?bucket=" + bucket;
    assertThat(browser.get(page).body()).contains("service", "AES-256-GCM", "0 object versions");

    HttpResponse<String> preview =
        browser.post("/bucket/encryption", "bucket", bucket, "kind", "aws:kms", "bucket-key", "on");
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("Until now", "From then on", "One call to the KMS");
    assertThat(browser.get(page).body()).doesNotContain("SSE-KMS)</dd>");
    assertThat(
            browser
                .post(
                    "/bucket/encryption",
                    "bucket",
                    bucket,
                    "kind",
                    "aws:kms",
                    "bucket-key",
                    "on",
                    "step",
                    "apply")
                .statusCode())
        .isEqualTo(303);
    assertThat(browser.get(page).body()).contains("which a KMS key wraps (SSE-KMS)");

    assertThat(
            browser.post("/bucket/versioning", "bucket", bucket, "status", "Enabled").statusCode())
        .isEqualTo(303);
    assertThat(
            browser.post("/bucket/tags", "bucket", bucket, "tags", "team=blue\na=b=c").statusCode())
        .isEqualTo(303);
    assertThat(browser.post("/bucket/public-access", "bucket", bucket, "acls", "on").statusCode())
        .isEqualTo(303);
    assertThat(browser.get(page).body())
        .contains("stays as a version", "team=blue", "a=b=c")
        .containsPattern("name=\"acls\"[^>]* checked")
        .doesNotContainPattern("name=\"restrict\"[^>]* checked");

    upload(bucket, "sealed.txt", "text");
    assertThat(browser.get(of("/object", bucket, "sealed.txt")).body())
        .contains(
            "SSE-KMS: a KMS key", "Bucket key", "Data key of this object", "1 segment at rest");
  }

  @Test
  void policy_broken_isNotSavedAndStaysInTheEditorWithTheReason() throws Exception {
    String bucket = bucket("with-policy");
    String editor = "/bucket/policy?bucket=" + bucket;
    assertThat(browser.get(editor).body()).contains("There is no policy yet");

    HttpResponse<String> refused =
        browser.post("/bucket/policy", "bucket", bucket, "policy", "{\"Statement\": <b>");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Not saved:", "{&quot;Statement&quot;: &lt;b&gt;");

    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::with-policy/*\"}]}";
    assertThat(browser.post("/bucket/policy", "bucket", bucket, "policy", policy).statusCode())
        .isEqualTo(303);
    upload(bucket, "kept", "kept");
    HttpResponse<String> denied = browser.post("/object/delete", "bucket", bucket, "key", "kept");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("You may not do this", "AccessDenied");
    assertThat(browser.get(editor).body()).contains("s3:DeleteObject");
    assertThat(browser.post("/bucket/policy/delete", "bucket", bucket).statusCode()).isEqualTo(303);
    assertThat(browser.post("/object/delete", "bucket", bucket, "key", "kept").statusCode())
        .isEqualTo(303);
  }

  @Test
  void rules_setAsTheWireSetsThem_areToldInPlainWords() throws Exception {
    String bucket = bucket("with-rules");
    String page = "/bucket/rules?bucket=" + bucket + "&of=";
    assertThat(browser.get("/bucket?bucket=" + bucket).body()).contains("Lifecycle</a>", "None");
    assertThat(browser.get(page + "lifecycle").body())
        .contains("There are no rules yet", "&lt;ID&gt;tidy-up");

    saved(
        bucket,
        "cors",
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
            + "</CORSRule></CORSConfiguration>",
        "Pages of https://a.example may send GET and PUT.");
    saved(
        bucket,
        "lifecycle",
        "<LifecycleConfiguration><Rule><ID>&lt;img src=x></ID><Filter><Prefix>tmp/</Prefix></Filter>"
            + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>"
            + "</LifecycleConfiguration>",
        "Objects whose key begins with “tmp/”: expire 1 day after they were written.");
    bucket("with-copies");
    for (String each : List.of(bucket, "with-copies")) {
      browser.post("/bucket/versioning", "bucket", each, "status", "Enabled");
    }
    saved(
        bucket,
        "replication",
        "<ReplicationConfiguration><Role>arn:aws:iam::000000000000:root</Role><Rule><ID>all</ID>"
            + "<Priority>1</Priority><Filter><Prefix></Prefix></Filter><Status>Enabled</Status>"
            + "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>"
            + "<Destination><Bucket>arn:aws:s3:::with-copies</Bucket></Destination></Rule>"
            + "</ReplicationConfiguration>",
        "Every object: copied to arn:aws:s3:::with-copies. Delete marks are not copied.");

    assertThat(browser.get(page + "lifecycle").body())
        .contains("&lt;img src=x&gt;", "&amp;lt;img src=x&amp;gt;")
        .doesNotContain("<img src=x");
    assertThat(browser.get("/bucket?bucket=" + bucket).body()).contains("1 rule");
    browser.post("/bucket/rules/delete", "bucket", bucket, "of", "replication");
    assertThat(browser.get(page + "replication").body()).contains("There are no rules yet");
  }

  private static void saved(String bucket, String of, String document, String words)
      throws Exception {
    HttpResponse<String> answer =
        browser.post("/bucket/rules", "bucket", bucket, "of", of, "document", document);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(browser.follow(answer).body()).contains("The rules were saved.", words);
  }

  @Test
  void rules_refusedByTheWire_stayInTheEditorWithTheReason() throws Exception {
    String bucket = bucket("with-wrong-rules");
    for (String document :
        List.of(
            "<CORSConfiguration><CORSRule></CORSRule></CORSConfiguration>",
            "<CORSConfiguration",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><CORSConfiguration>&b;</CORSConfiguration>")) {
      HttpResponse<String> refused =
          browser.post("/bucket/rules", "bucket", bucket, "of", "cors", "document", document);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      assertThat(refused.body()).contains("Not saved:", "&lt;CORSConfiguration");
    }
    assertThat(browser.get("/bucket/rules?bucket=" + bucket + "&of=cors").body())
        .contains("There are no rules yet");
    assertThat(browser.get("/bucket/rules?bucket=" + bucket + "&of=acl").statusCode())
        .isEqualTo(404);
  }

  @Test
  void bucket_delete_needsItsNameTyped_andTheBucketEmpty() throws Exception {
    String bucket = bucket("to-be-deleted");
    upload(bucket, "one", "1");

    assertThat(
            browser.post("/bucket/delete", "bucket", bucket, "confirm", "something").statusCode())
        .isEqualTo(400);
    assertThat(browser.post("/bucket/delete", "bucket", bucket, "confirm", bucket).statusCode())
        .isEqualTo(409);
    browser.post("/object/delete", "bucket", bucket, "key", "one");
    assertThat(browser.post("/bucket/delete", "bucket", bucket, "confirm", bucket).statusCode())
        .isEqualTo(303);
    assertThat(browser.get("/buckets").body()).doesNotContain("to-be-deleted");
  }

  @Test
  void listing_manyObjects_goesPageByPageAndMissesNone() throws Exception {
    String bucket = bucket("many-objects");
    for (int i = 0; i < 205; i++) {
      upload(bucket, "folder-%03d/x".formatted(i), "x");
    }
    String first = browser.get("/objects?bucket=" + bucket).body();
    assertThat(first).contains("folder-000/", "folder-199/").doesNotContain("folder-200/");
    Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first);
    assertThat(next.find()).isTrue();

    String second = browser.get(next.group(1).replace("&amp;", "&")).body();

    assertThat(second)
        .contains("folder-200/", "folder-204/", "First page")
        .doesNotContain("folder-199/")
        .doesNotContain("rel=\"next\"");
  }

  @Test
  void upload_inParts_isOneObject() throws Exception {
    String bucket = bucket("in-parts");
    HttpResponse<String> begun =
        post("/upload/begin", Map.of("bucket", bucket, "key", "large", "type", "text/plain"));
    String upload = member(begun.body(), "upload");
    String big = "x".repeat(5 << 20);
    String etags = part(bucket, upload, 1, big) + "," + part(bucket, upload, 2, "end");

    HttpResponse<String> done =
        post(
            "/upload/complete",
            Map.of("bucket", bucket, "key", "large", "upload", upload, "etags", etags));

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(browser.get(of("/object/download", bucket, "large")).body()).isEqualTo(big + "end");
    assertThat(browser.get(of("/object", bucket, "large")).body()).contains("in 2 parts");
  }

  private static String part(String bucket, String upload, int number, String text)
      throws Exception {
    HttpResponse<String> answer =
        browser.send(
            browser
                .request(
                    of("/upload/part", bucket, "large")
                        + "&upload="
                        + encoded(upload)
                        + "&part="
                        + number)
                .header("origin", browser.origin())
                .header("x-form-token", browser.token())
                .header("content-type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return member(answer.body(), "etag");
  }

  private static HttpResponse<String> post(String path, Map<String, String> fields)
      throws Exception {
    String[] pairs =
        fields.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .toArray(String[]::new);
    return browser.send(
        browser
            .form(path, pairs)
            .header("origin", browser.origin())
            .header("x-form-token", browser.token()));
  }

  private static String member(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return found.group(1);
  }

  @Test
  void share_link_worksForAnybodyUntilItEnds() throws Exception {
    String bucket = bucket("shared-link");
    upload(bucket, "a b/ü.txt", "shared");
    String page =
        browser
            .post("/object/share", "bucket", bucket, "key", "a b/ü.txt", "lifetime", "10m")
            .body();
    Matcher url = Pattern.compile(">(https://[^<]+)</textarea>").matcher(page);
    assertThat(url.find()).as(page).isTrue();
    assertThat(page).contains("aria-label=\"The link as a QR code\"");

    try (Browser anybody = Browser.of(server)) {
      HttpResponse<String> answer =
          anybody.send(HttpRequest.newBuilder(URI.create(url.group(1).replace("&amp;", "&"))));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("shared");
    }
  }

  @Test
  void copy_inItsPlace_sealsUnderAnotherKey() throws Exception {
    String bucket = bucket("copied-here");
    upload(bucket, "one", "1");

    HttpResponse<String> answer =
        browser.post(
            "/object/copy",
            "bucket",
            bucket,
            "key",
            "one",
            "to-bucket",
            bucket,
            "to-key",
            "one",
            "kind",
            "aws:kms");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(browser.follow(answer).body()).contains("SSE-KMS: a KMS key", "was copied");
  }

  @Test
  void upload_withoutSession_costsNoMore_thanItsHead() throws Exception {
    try (Browser stranger = Browser.of(server)) {
      HttpResponse<String> answer =
          stranger.send(
              stranger
                  .request("/upload?bucket=x&key=y")
                  .header("origin", stranger.origin())
                  .header("x-form-token", "made-up")
                  .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1 << 20))));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(
              stranger
                  .send(
                      stranger
                          .request("/sign-in")
                          .header("origin", stranger.origin())
                          .header("content-type", "application/x-www-form-urlencoded")
                          .POST(HttpRequest.BodyPublishers.ofString("x=" + "y".repeat(1 << 20))))
                  .statusCode())
          .isEqualTo(413);
    }
  }
}

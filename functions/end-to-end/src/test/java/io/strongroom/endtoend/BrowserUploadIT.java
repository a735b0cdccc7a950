package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import io.strongroom.signing.Credential;
import io.strongroom.signing.v4.SigV4Signer;
import io.strongroom.testkit.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads from a page of another origin, in Chromium where the machine has one. */
@ExtendWith(StrongroomExtension.class)
class BrowserUploadIT {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String KEY = "from a page/ü.txt";
  private static final String REGION = "us-east-1";

  private static final String PUT =
      """
      async ([url, headers, body]) => {
        try {
          const answer = await fetch(url, {method: 'PUT', headers, body});
          return answer.status + ' ' + answer.headers.get('etag');
        } catch (refused) {
          return refused.name;
        }
      }
      """;

  private static final String POST =
      """
      async ([url, fields, body]) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append('file', new Blob([body], {type: 'text/plain'}), 'local name.txt');
        const answer = await fetch(url, {method: 'POST', body: form});
        return answer.status + ' ' + answer.headers.get('etag');
      }
      """;

  private static final String GET = "async url => (await fetch(url)).text()";

  private static Playwright playwright;
  private static Browser chromium;
  private static HttpServer site;

  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket;

  BrowserUploadIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    bucket = strongroom.newBucket();
  }

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.find();
    if (program.isEmpty()) {
      System.err.println("SKIPPED: no chromium here: uploads from a browser");
    }
    assumeTrue(program.isPresent());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.get())
                    .setArgs(Chromium.OPTIONS)
                    .setTimeout(120_000));
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          byte[] page = "<!doctype html><title>shop</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    site.start();
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.stop(0);
    }
    if (playwright != null) {
      playwright.close();
    }
  }

  private static String origin() {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }

  @BeforeEach
  void allowTheSite() {
    CORSRule rule =
        CORSRule.builder()
            .allowedOrigins(origin())
            .allowedMethods("PUT", "POST", "GET")
            .allowedHeaders("*")
            .exposeHeaders("ETag")
            .build();
    s3.putBucketCors(
        r -> r.bucket(bucket).corsConfiguration(rules -> rules.corsRules(List.of(rule))));
  }

  private static Object onThePage(String script, Object argument) {
    try (BrowserContext context =
        chromium.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
      Page page = context.newPage();
      page.navigate(origin() + "/");
      return page.evaluate(script, argument);
    }
  }

  private List<Object> presignedPut(String body) {
    try (S3Presigner presigner = strongroom.presigner()) {
      var put =
          presigner.presignPutObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(
                          object ->
                              object
                                  .bucket(bucket)
                                  .key(KEY)
                                  .contentType("text/plain")
                                  .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                  .ssekmsKeyId(strongroom.kmsKey())));
      // A browser writes the host itself.
      Map<String, String> headers =
          put.signedHeaders().entrySet().stream()
              .filter(header -> !header.getKey().equalsIgnoreCase("host"))
              .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst()));
      return List.of(put.url().toString(), headers, body);
    }
  }

  private HeadObjectResponse head() {
    return s3.headObject(r -> r.bucket(bucket).key(KEY));
  }

  @Test
  void presignedPut_withAKmsKey_stored_andReadBackByThePage() {
    Object answer = onThePage(PUT, presignedPut("from the page"));

    assertThat(answer).isEqualTo("200 " + head().eTag());
    assertThat(head().serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head().ssekmsKeyId()).isEqualTo(strongroom.kmsKey());
    try (S3Presigner presigner = strongroom.presigner()) {
      var get =
          presigner.presignGetObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(object -> object.bucket(bucket).key(KEY)));
      assertThat(onThePage(GET, get.url().toString())).isEqualTo("from the page");
    }
  }

  @Test
  void presignedPut_ofASiteThatNoRuleNames_keptBackByTheBrowser() {
    s3.deleteBucketCors(r -> r.bucket(bucket));

    assertThat(onThePage(PUT, presignedPut("from the page"))).isEqualTo("TypeError");
    assertThat(s3.listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
  }

  @Test
  void form_withASignedPolicyAndAKmsKey_stored() {
    Object answer =
        onThePage(
            POST,
            List.of(strongroom.endpoint("https") + "/" + bucket, signedFields(), "by a form"));

    assertThat(answer).isEqualTo("204 " + head().eTag());
    assertThat(head().ssekmsKeyId()).isEqualTo(strongroom.kmsKey());
    assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key(KEY)).asUtf8String())
        .isEqualTo("by a form");
  }

  private Map<String, String> signedFields() {
    Instant now = Instant.now();
    String time = TIME.format(now);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", KEY);
    fields.put("x-amz-server-side-encryption", "aws:kms");
    fields.put("x-amz-server-side-encryption-aws-kms-key-id", strongroom.kmsKey());
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put(
        "x-amz-credential",
        "%s/%s/%s/s3/aws4_request".formatted(strongroom.accessKey(), time.substring(0, 8), REGION));
    fields.put("x-amz-date", time);
    String conditions =
        fields.entrySet().stream()
            .map(field -> "{\"%s\":\"%s\"}".formatted(field.getKey(), field.getValue()))
            .collect(Collectors.joining(","));
    String policy =
        "{\"expiration\":\"%s\",\"conditions\":[{\"bucket\":\"%s\"},%s]}"
            .formatted(now.plusSeconds(600), bucket, conditions);
    String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    Credential credential =
        Credential.of(strongroom.accessKey(), strongroom.secretKey(), "root", "account");
    fields.put("policy", encoded);
    fields.put(
        "x-amz-signature", new SigV4Signer(credential, REGION, "s3").signPolicy(encoded, now));
    return fields;
  }
}

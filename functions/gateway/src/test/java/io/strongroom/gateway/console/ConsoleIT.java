package io.strongroom.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the console, and who does not. */
class ConsoleIT {

  @TempDir static Path folder;
  private static RunningServer server;

  private Browser browser;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data")).awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    browser = Browser.of(server);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private static String id() throws Exception {
    return server.property("identity.properties", "root.access-key-id");
  }

  private static String secret() throws Exception {
    return server.property("identity.properties", "root.secret-access-key");
  }

  @Test
  void signIn_rightKey_leadsToTheBuckets() throws Exception {
    HttpResponse<String> first = browser.get("/");
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("location")).contains("/sign-in");
    assertThat(browser.get("/sign-in").body()).contains("Secret access key");

    HttpResponse<String> answer = browser.signIn(id(), secret());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("__Host-strongroom=")
        .contains("; Path=/; Secure; HttpOnly; SameSite=Strict")
        .doesNotContain("Domain");
    HttpResponse<String> page = browser.follow(answer);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<h1", "Buckets").doesNotContain(secret());
  }

  @Test
  void signIn_unknownKeyAndWrongSecret_areToldTheSame() throws Exception {
    HttpResponse<String> wrongSecret = browser.signIn(id(), "wrong");
    HttpResponse<String> unknown = browser.signIn("AKIAAAAAAAAAAAAAAAAA", "wrong");

    assertThat(wrongSecret.statusCode()).isEqualTo(403).isEqualTo(unknown.statusCode());
    assertThat(wrongSecret.body().replace(id(), "ID"))
        .isEqualTo(unknown.body().replace("AKIAAAAAAAAAAAAAAAAA", "ID"));
    assertThat(wrongSecret.headers().firstValue("set-cookie")).isEmpty();
    browser.signedIn(server);
  }

  @Test
  void pages_allAnswers_forbidTheBrowserWhatTheyDoNotNeed() throws Exception {
    browser.signedIn(server);
    for (String path : List.of("/sign-in", "/buckets", "/no-such-page", "/objects?bucket=none")) {
      HttpResponse<String> page = browser.get(path);
      assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
      assertThat(page.headers().firstValue("cache-control")).contains("no-store");
      assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
      assertThat(page.headers().firstValue("referrer-policy")).contains("same-origin");
      assertThat(page.body())
          .doesNotContain("<script>")
          .doesNotContain(" style=")
          .doesNotContain(" onclick=");
    }
  }

  @Test
  void forms_fromElsewhere_doNothing() throws Exception {
    browser.signedIn(server);

    HttpResponse<String> silent = browser.send(browser.form("/buckets", "name", "csrf-silent"));
    HttpResponse<String> foreign =
        browser.send(
            browser.form("/buckets", "name", "csrf-foreign").header("origin", "https://evil.test"));
    HttpResponse<String> sibling =
        browser.send(
            browser
                .form("/buckets", "name", "csrf-sibling")
                .header("origin", browser.origin())
                .header("sec-fetch-site", "same-site"));
    HttpResponse<String> tokenless =
        browser.send(
            browser
                .request("/buckets")
                .header("origin", browser.origin())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=csrf-tokenless")));

    assertThat(List.of(silent, foreign, sibling, tokenless))
        .allMatch(answer -> answer.statusCode() == 403);
    assertThat(browser.get("/buckets").body()).doesNotContain("csrf-");
  }

  @Test
  void forms_ofAnotherSession_doNothing() throws Exception {
    browser.signedIn(server);
    try (Browser other = Browser.of(server)) {
      other.signedIn(server);
      HttpRequest.Builder crossed =
          other.form("/buckets", "name", "crossed-bucket").header("origin", other.origin());
      HttpRequest sent =
          HttpRequest.newBuilder(crossed.build(), (name, value) -> !name.equals("cookie"))
              .header("cookie", browser.cookie())
              .build();
      assertThat(other.send(HttpRequest.newBuilder(sent, (name, value) -> true)).statusCode())
          .isEqualTo(403);
    }
    assertThat(browser.get("/buckets").body()).doesNotContain("crossed-bucket");
  }

  @Test
  void signIn_cookieFromBefore_isNotTheSession() throws Exception {
    browser.cookie("__Host-strongroom=chosen-by-somebody-else");
    browser.get("/sign-in");

    HttpResponse<String> answer = browser.signIn(id(), secret());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(browser.cookie()).doesNotContain("chosen-by-somebody-else");
    String first = browser.cookie();
    browser.signIn(id(), secret());
    assertThat(browser.cookie()).isNotEqualTo(first);
    browser.cookie(first);
    assertThat(browser.get("/buckets").statusCode()).isEqualTo(303);
  }

  @Test
  void signOut_endsTheSessionAndNotOnlyTheCookie() throws Exception {
    browser.signedIn(server);
    String cookie = browser.cookie();

    HttpResponse<String> answer = browser.post("/sign-out");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
    browser.cookie(cookie);
    assertThat(browser.get("/buckets").statusCode()).isEqualTo(303);
  }

  @Test
  void console_pathsOfObjects_areNotThere_andItsOwnAreNotAtObjects() throws Exception {
    try (Browser objects = Browser.of(server)) {
      HttpResponse<String> there =
          objects.send(
              HttpRequest.newBuilder(URI.create(server.endpoint("https") + "/assets/console.js")));
      assertThat(there.statusCode()).isIn(403, 404);
      assertThat(there.body()).startsWith("<?xml");
    }
    assertThat(browser.get("/assets/console.js").statusCode()).isEqualTo(200);
    assertThat(browser.get("/assets/../Gate.class").statusCode()).isEqualTo(303);
  }

  @Test
  void sixteenAtOnce_haveSessionsOfTheirOwn() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> names = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String name = "at-once-" + i;
        names.add(
            clients.submit(
                () -> {
                  try (Browser own = Browser.of(server)) {
                    own.signedIn(server);
                    HttpResponse<String> made = own.post("/buckets", "name", name);
                    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
                    assertThat(own.get("/buckets").body()).contains(name);
                    return own.cookie();
                  }
                }));
      }
      assertThat(names).extracting(Future::get).doesNotHaveDuplicates();
    }
  }
}

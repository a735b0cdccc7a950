package io.strongroom.gateway.console;

import static io.strongroom.gateway.console.Browser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and jobs in the console. */
class ConsoleKeysIT {

  private static final String ROOT = "arn:aws:iam::000000000000:root";

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

  private static String key(String alias, String description) throws Exception {
    browser.get("/keys");
    HttpResponse<String> made = browser.post("/keys", "alias", alias, "description", description);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    Matcher id =
        Pattern.compile("key=([^&]+)").matcher(made.headers().firstValue("location").orElseThrow());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static HttpResponse<String> done(String path, String... fields) throws Exception {
    HttpResponse<String> answer = browser.post(path, fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return browser.follow(answer);
  }

  @Test
  void key_inUse_saysWhatWouldBeLostWithIt() throws Exception {
    String id = key("precious", "<script>alert(1)</script>");
    assertThat(browser.get("/keys").body())
        .contains("alias/precious", "&lt;script&gt;")
        .doesNotContain("<script>alert");
    assertThat(browser.get("/key?key=" + id).body()).contains("Nothing that is stored here.");
    Matcher arn =
        Pattern.compile("arn:aws:kms:[^<]+/" + id).matcher(browser.get("/key?key=" + id).body());
    assertThat(arn.find()).isTrue();
    browser.post("/buckets", "name", "under-precious");
    done(
        "/bucket/encryption",
        "bucket",
        "under-precious",
        "kind",
        "aws:kms",
        "key",
        arn.group(),
        "step",
        "apply");
    HttpResponse<String> uploaded =
        browser.send(
            browser
                .request("/upload?bucket=under-precious&key=" + encoded("a"))
                .header("origin", browser.origin())
                .header("x-form-token", browser.token())
                .POST(HttpRequest.BodyPublishers.ofString("text")));
    assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);

    String page = browser.get("/key?key=" + id).body();

    assertThat(page)
        .contains("nobody could read", "under-precious: 1 object version, 4 bytes")
        .contains("under-precious: new objects, by its default encryption")
        .contains("Key policy and grants");
    assertThat(used(id)).isTrue();
  }

  /** Uses are added up a moment after the requests. */
  private static boolean used(String id) throws Exception {
    Pattern used =
        Pattern.compile("data-label=\"Requests\">[1-9][0-9]*</td><td[^>]*>[1-9][0-9]*</td>");
    long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      if (used.matcher(browser.get("/key?key=" + id).body()).find()) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }

  @Test
  void key_deletion_isTypedAndCanBeTakenBack() throws Exception {
    String id = key("leaving", "");

    assertThat(browser.post("/key/delete", "key", id, "days", "7", "confirm", "no").statusCode())
        .isEqualTo(400);
    assertThat(browser.get("/key?key=" + id).body()).contains("In use");
    assertThat(done("/key/delete", "key", id, "days", "7", "confirm", id).body())
        .contains("Will be deleted", "Keep the key", "Deleted on");
    assertThat(done("/key/state", "key", id, "to", "kept").body()).contains("Disabled");
    assertThat(done("/key/state", "key", id, "to", "enabled").body()).contains("In use");
    assertThat(done("/key/rotate", "key", id).body()).contains("The key was changed.");
    assertThat(done("/key/alias", "key", id, "alias", "second").body()).contains("alias/second");
  }

  @Test
  void key_policyAndGrants_areChangedAsTheKmsLetsThem() throws Exception {
    String id = key("shared", "");
    String shown = browser.get("/key/access?key=" + id).body();
    assertThat(shown).contains("kms:*", "There is none: the policy alone");

    HttpResponse<String> broken = browser.post("/key/policy", "key", id, "policy", "{\"<b>\": 1}");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("Not saved:", "&lt;b&gt;").doesNotContain("<b>\"");
    String lockedOut =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::000000000000:root\"},\"Action\":\"kms:Describe*\",\"Resource\":\"*\"}]}";
    assertThat(browser.post("/key/policy", "key", id, "policy", lockedOut).statusCode())
        .isEqualTo(400);
    String wider = lockedOut.replace("Describe*", "*");
    assertThat(done("/key/policy", "key", id, "policy", wider).body())
        .contains("The policy was saved.");

    assertThat(browser.post("/key/grant", "key", id, "grantee", "x").statusCode()).isEqualTo(400);
    String granted =
        done("/key/grant", "key", id, "grantee", ROOT, "Decrypt", "on", "DescribeKey", "on").body();
    assertThat(granted).contains("The grant was made.", ROOT, "Decrypt, DescribeKey");
    Matcher grant = Pattern.compile("name=\"grant\" value=\"([0-9a-f]{64})\"").matcher(granted);
    assertThat(grant.find()).as(granted).isTrue();
    assertThat(done("/key/grant/revoke", "key", id, "grant", grant.group(1)).body())
        .contains("The grant was revoked.", "There is none: the policy alone");
  }

  @Test
  void services_ofTheOperator_sayHowTheyAreDoing() throws Exception {
    assertThat(browser.get("/key-services").body()).contains(">aws</th>", "Well");
  }

  @Test
  void jobs_none_saysSo_andWhatIsNotThereIsNotShown() throws Exception {
    assertThat(browser.get("/jobs").body()).contains("There is no job.");
    assertThat(browser.get("/job?job=made-up").statusCode()).isIn(400, 404);
    assertThat(browser.get("/key?key=made-up").statusCode()).isIn(400, 404);
  }
}

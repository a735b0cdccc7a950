package io.strongroom.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.strongroom.testkit.Chromium;
import io.strongroom.testkit.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in Chromium, where the machine has one: by keyboard, in light and dark, wide and
 * narrow, and with names that would like to be scripts. Pictures of the pages are left in {@code
 * target/console}.
 */
class ConsoleBrowserIT {

  private static final Path PICTURES = Path.of("target", "console");
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @TempDir static Path folder;
  private static RunningServer server;
  private static Playwright playwright;
  private static com.microsoft.playwright.Browser chromium;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.find();
    if (program.isEmpty()) {
      System.err.println("SKIPPED: no chromium here: the console in a browser");
    }
    assumeTrue(program.isPresent());
    server = RunningServer.start(folder.resolve("data")).awaitReady();
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
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void stop() {
    Stream.of(
            Optional.ofNullable(chromium),
            Optional.ofNullable(playwright),
            Optional.ofNullable(server))
        .flatMap(Optional::stream)
        .forEach(
            open -> {
              try {
                ((AutoCloseable) open).close();
              } catch (Exception gone) {
                throw new IllegalStateException(gone);
              }
            });
  }

  private static BrowserContext context(int width, ColorScheme colors) throws Exception {
    BrowserContext context =
        chromium.newContext(
            new NewContextOptions()
                .setBaseURL(server.endpoint("console").toString())
                .setIgnoreHTTPSErrors(true)
                .setColorScheme(colors)
                .setViewportSize(width, 900));
    context.setDefaultTimeout(60_000);
    return context;
  }

  /** With the keyboard alone. */
  private static void signIn(Page page) throws Exception {
    page.navigate("/");
    // The browser gives it the focus when it paints, which may be after the page was loaded.
    page.locator("input:focus").waitFor();
    page.keyboard().type(server.property("identity.properties", "root.access-key-id"));
    page.keyboard().press("Tab");
    page.keyboard().type(server.property("identity.properties", "root.secret-access-key"));
    page.keyboard().press("Enter");
    page.waitForURL("**/buckets");
  }

  private static void create(Page page, String bucket) {
    page.navigate("/buckets");
    page.getByLabel("Name of a new bucket").fill(bucket);
    page.keyboard().press("Enter");
    page.waitForURL("**/bucket?**");
  }

  private static void upload(Page page, String bucket, FilePayload... files) {
    page.navigate("/objects?bucket=" + bucket);
    page.getByLabel("Files to upload").setInputFiles(files);
    page.waitForURL(Pattern.compile("done=uploaded"));
  }

  private static FilePayload file(String name, String type, byte[] bytes) {
    return new FilePayload(name, type, bytes);
  }

  private static void requireAccessible(Page page, String name) {
    List<Rule> findings = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(findings)
        .as(name)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
    Object overhang =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overhang).intValue()).as("too wide: " + name).isZero();
  }

  @Test
  void pages_lightAndDark_wideAndNarrow_readForEverybody() throws Exception {
    try (BrowserContext making = context(1280, ColorScheme.LIGHT)) {
      Page page = making.newPage();
      signIn(page);
      create(page, "photos");
      upload(
          page,
          "photos",
          file("plan.txt", "text/plain", "plan".getBytes(StandardCharsets.UTF_8)),
          file(
              "a-rather-long-name-of-a-picture-from-2026-11-30.jpeg",
              "image/jpeg",
              new byte[99_999]));
      page.navigate("/users");
      page.getByText("Create a user").click();
      page.getByLabel("Name").fill("dora");
      page.keyboard().press("Enter");
      page.waitForURL("**/user?**");
      page.getByText("Create an access key").click();
      page.getByLabel("Secret access key").waitFor();
      requireAccessible(page, "new-key");
    }
    for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(1280, 390)) {
        try (BrowserContext context = context(width, colors)) {
          look(context.newPage(), colors.name().toLowerCase(Locale.ROOT) + "-" + width);
        }
      }
    }
  }

  private static void look(Page page, String kind) throws Exception {
    page.navigate("/sign-in");
    picture(page, "sign-in", kind);
    signIn(page);
    for (Map.Entry<String, String> each : PAGES.entrySet()) {
      page.navigate(each.getValue());
      page.locator("details").all().forEach(more -> more.evaluate("e => { e.open = true; }"));
      picture(page, each.getKey(), kind);
    }
  }

  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("rules", "/bucket/rules?bucket=photos&of=lifecycle"),
          Map.entry("buckets", "/buckets"),
          Map.entry("settings", "/bucket?bucket=photos"),
          Map.entry("policy", "/bucket/policy?bucket=photos"),
          Map.entry("objects", "/objects?bucket=photos"),
          Map.entry("versions", "/versions?bucket=photos"),
          Map.entry("object", "/object?bucket=photos&key=plan.txt"),
          Map.entry("keys", "/keys"),
          Map.entry("jobs", "/jobs"),
          Map.entry("records", "/records"),
          Map.entry("services", "/key-services"),
          Map.entry("users", "/users"),
          Map.entry("user", "/user?user=dora"),
          Map.entry("why", "/why?request=made-up"),
          Map.entry("refused", "/objects?bucket=not-there"));

  private static void picture(Page page, String name, String kind) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + kind + ".png")));
    requireAccessible(page, name + "-" + kind);
  }

  @Test
  void names_thatAreScripts_areNotRun() throws Exception {
    try (BrowserContext context = context(1280, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      boolean[] asked = {false};
      page.onDialog(
          dialog -> {
            asked[0] = true;
            dialog.dismiss();
          });
      signIn(page);
      create(page, "hostile");
      upload(page, "hostile", file(HOSTILE, "text/html", HOSTILE.getBytes(StandardCharsets.UTF_8)));

      page.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(HOSTILE)).click();
      page.waitForURL("**/object?**");

      assertThat(page.locator("h1").textContent()).isEqualTo(HOSTILE);
      assertThat(page.locator("main img").count()).isZero();
      assertThat(asked[0]).isFalse();
      assertThat(
              page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'kept')"))
          .isEqualTo("kept");
    }
  }

  @Test
  void largeFile_goesInParts_andComesBackWhole() throws Exception {
    try (BrowserContext context = context(1280, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      signIn(page);
      create(page, "large");
      byte[] bytes = new byte[17 << 20];
      Arrays.fill(bytes, (byte) 'x');
      upload(page, "large", file("large.bin", "application/octet-stream", bytes));
      page.navigate("/object?bucket=large&key=large.bin");

      assertThat(page.locator("main").textContent()).contains("17 MiB", "in 2 parts");
      Path got =
          page.waitForDownload(
                  () -> page.locator("a", new Page.LocatorOptions().setHasText("Download")).click())
              .path();
      assertThat(Files.size(got)).isEqualTo(bytes.length);
    }
  }

  @Test
  void largeFile_interruptedByAReload_goesOnFromThePartsThatAreThere() throws Exception {
    try (BrowserContext context = context(1280, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      signIn(page);
      create(page, "interrupted");
      Path file = Files.write(folder.resolve("large.bin"), new byte[33 << 20]);
      // The second part hangs until the page is left.
      page.route("**/upload/part?*part=2", held -> {});
      page.navigate("/objects?bucket=interrupted");
      page.waitForRequest(
          "**/upload/part?*part=2", () -> page.getByLabel("Files to upload").setInputFiles(file));
      page.unroute("**/upload/part?*part=2");
      List<String> sent = new ArrayList<>();
      page.onRequest(request -> sent.add(request.url()));
      page.navigate("/objects?bucket=interrupted");

      page.getByLabel("Files to upload").setInputFiles(file);
      page.waitForURL(Pattern.compile("done=uploaded"));

      assertThat(sent).noneMatch(url -> url.endsWith("part=1") || url.endsWith("/upload/begin"));
      assertThat(sent).anyMatch(url -> url.endsWith("part=2"));
      page.navigate("/object?bucket=interrupted&key=large.bin");
      assertThat(page.locator("main").textContent()).contains("33 MiB", "in 3 parts");
    }
  }
}

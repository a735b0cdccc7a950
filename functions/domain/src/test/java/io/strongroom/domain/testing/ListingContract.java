package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Sealing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link io.strongroom.domain.port.Objects#list} does in every implementation. */
public abstract class ListingContract extends MetadataContract {

  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  /** Short, so that random keys collide, nest and meet the delimiters. */
  private static final List<String> ALPHABET =
      List.of(
          "a", "b", "/", "%", "_", "\\", "é", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00", LAST);

  private BucketName bucketWith(String... keys) {
    BucketName bucket = newBucket();
    for (String key : keys) {
      await(
          objects()
              .put(
                  Records.object(Records.ref(bucket, key), UUID.randomUUID()),
                  new WriteCondition.Always()));
    }
    return bucket;
  }

  private ListingPage list(
      BucketName bucket, String prefix, String delimiter, String after, int limit) {
    Optional<String> delimiterOrNone = Optional.of(delimiter).filter(d -> !d.isEmpty());
    return await(listings().list(new ListingQuery(bucket, prefix, delimiterOrNone, after, limit)));
  }

  private static List<String> keys(ListingPage page) {
    return page.entries().stream().map(entry -> entry.key().value()).toList();
  }

  @Test
  void list_empty_emptyPage() {
    ListingPage page = list(newBucket(), "", "/", "", 1000);
    assertThat(page).isEqualTo(new ListingPage(List.of(), List.of(), Optional.empty()));
  }

  @Test
  void list_entry_showsTheRecord() {
    BucketName bucket = newBucket();
    NewObject full = Records.fullObject(Records.ref(bucket, "k"));
    await(objects().put(full, new WriteCondition.Always()));
    assertThat(list(bucket, "", "", "", 10).entries())
        .containsExactly(
            new ListingPage.Entry(
                full.ref().key(),
                full.content().size(),
                full.content().etag(),
                full.content().lastModified(),
                full.metadata().storageClass(),
                Optional.empty(),
                ListingPage.State.plain()));
  }

  @Test
  void list_clearChecksum_isNamed() {
    BucketName bucket = newBucket();
    NewObject o = Records.object(Records.ref(bucket, "k"), UUID.randomUUID());
    await(
        objects()
            .put(
                new NewObject(
                    o.ref(),
                    o.content(),
                    new Sealing(
                        o.sealing().encryption(),
                        o.sealing().envelope(),
                        Optional.of(Records.clearChecksum()),
                        List.of()),
                    o.metadata()),
                new WriteCondition.Always()));
    assertThat(list(bucket, "", "", "", 10).entries().getFirst().checksum())
        .contains(new ListingPage.ChecksumInfo("CRC64NVME", "FULL_OBJECT"));
  }

  @Test
  void list_bytewise_notByCharOrLocale() {
    BucketName bucket = bucketWith("a", "B", "b", "\uFFFD", "\uD83D\uDE00", "é", "Z", "-");
    assertThat(keys(list(bucket, "", "", "", 10)))
        .containsExactly("-", "B", "Z", "a", "b", "é", "\uFFFD", "\uD83D\uDE00");
  }

  @Test
  void list_prefix_isNoPattern() {
    BucketName bucket = bucketWith("a%b", "a_b", "axb", "a\\b", "a%", "b");
    assertThat(keys(list(bucket, "a%", "", "", 10))).containsExactly("a%", "a%b");
    assertThat(keys(list(bucket, "a_", "", "", 10))).containsExactly("a_b");
    assertThat(keys(list(bucket, "a\\", "", "", 10))).containsExactly("a\\b");
  }

  @Test
  void list_delimiter_rollsUpAndSkips() {
    BucketName bucket = bucketWith("a", "d/1", "d/2", "d/e/3", "d0", "f/", "g");
    ListingPage page = list(bucket, "", "/", "", 10);
    assertThat(keys(page)).containsExactly("a", "d0", "g");
    assertThat(page.commonPrefixes()).containsExactly("d/", "f/");
    page = list(bucket, "", "/", "a", 1);
    assertThat(page.commonPrefixes()).containsExactly("d/");
    assertThat(page.next()).contains("d/");
    page = list(bucket, "", "/", "d/", 10);
    assertThat(keys(page)).containsExactly("d0", "g");
    assertThat(page.commonPrefixes()).containsExactly("f/");
    page = list(bucket, "d/", "/", "", 10);
    assertThat(keys(page)).containsExactly("d/1", "d/2");
    assertThat(page.commonPrefixes()).containsExactly("d/e/");
  }

  @Test
  void list_afterAKeyWithinAPrefix_skipsThePrefix() {
    BucketName bucket = bucketWith("d/1", "d/2", "e");
    assertThat(list(bucket, "", "/", "d/1", 10).commonPrefixes()).isEmpty();
    assertThat(keys(list(bucket, "", "/", "d/1", 10))).containsExactly("e");
    assertThat(list(bucket, "d/", "/", "d/1", 10).entries()).hasSize(1);
  }

  @Test
  void list_limit_nextOnlyWhenMoreFollow() {
    BucketName bucket = bucketWith("a", "b", "c");
    assertThat(list(bucket, "", "", "", 3).next()).isEmpty();
    assertThat(list(bucket, "", "", "", 2).next()).contains("b");
    assertThat(list(bucket, "", "", "", 0))
        .isEqualTo(new ListingPage(List.of(), List.of(), Optional.empty()));
  }

  @Test
  void list_random_equalsTheNaiveListing() {
    Random random = new Random(4711);
    Set<String> keys = new TreeSet<>();
    while (keys.size() < 150) {
      keys.add(text(random, 1 + random.nextInt(6)));
    }
    BucketName bucket = bucketWith(keys.toArray(String[]::new));
    for (int i = 0; i < 150; i++) {
      String prefix = text(random, random.nextInt(3));
      String delimiter = text(random, random.nextInt(3));
      String after = random.nextBoolean() ? "" : prefix + text(random, random.nextInt(4));
      int limit = 1 + random.nextInt(12);
      assertThat(allPages(bucket, prefix, delimiter, after, limit))
          .as("prefix <%s> delimiter <%s> after <%s> limit %d", prefix, delimiter, after, limit)
          .isEqualTo(naive(keys, prefix, delimiter, after));
    }
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }
    return text.toString();
  }

  private List<String> allPages(
      BucketName bucket, String prefix, String delimiter, String after, int limit) {
    List<String> all = new ArrayList<>();
    Optional<String> next = Optional.of(after);
    while (next.isPresent()) {
      ListingPage page = list(bucket, prefix, delimiter, next.get(), limit);
      List<String> shown = new ArrayList<>(keys(page));
      page.commonPrefixes().forEach(common -> shown.add(common + "…"));
      assertThat(shown).hasSizeLessThanOrEqualTo(limit);
      shown.sort(ListingContract::bytewise);
      all.addAll(shown);
      next = page.next();
    }
    return all;
  }

  /** By the words of the specification, key for key; rolled-up ones are marked. */
  private static List<String> naive(
      Set<String> keys, String prefix, String delimiter, String after) {
    Set<String> shown = new TreeSet<>(ListingContract::bytewise);
    String common = rolled(after, prefix, delimiter);
    for (String key : keys) {
      boolean sharesIt = common.endsWith("…") && rolled(key, prefix, delimiter).equals(common);
      boolean skipped = bytewise(key, after) <= 0 || sharesIt;
      if (key.startsWith(prefix) && !skipped) {
        shown.add(rolled(key, prefix, delimiter));
      }
    }
    return List.copyOf(shown);
  }

  private static String rolled(String key, String prefix, String delimiter) {
    int at =
        delimiter.isEmpty() || !key.startsWith(prefix)
            ? -1
            : key.indexOf(delimiter, prefix.length());
    return at < 0 ? key : key.substring(0, at + delimiter.length()) + "…";
  }

  private static int bytewise(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}

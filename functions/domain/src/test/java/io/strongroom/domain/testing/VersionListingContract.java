package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.VersionListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listings of versions show in every implementation. */
public abstract class VersionListingContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private BucketName bucket() {
    BucketName bucket = newBucket();
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    return bucket;
  }

  private VersionId put(BucketName bucket, String key) {
    return await(objects().put(Records.object(Records.ref(bucket, key), UUID.randomUUID()), ALWAYS))
        .version();
  }

  private VersionId mark(BucketName bucket, String key) {
    Wanted wanted = Wanted.current(Records.ref(bucket, key));
    return await(objects().delete(wanted, ALWAYS, Permit.any()))
        .orElseThrow()
        .version()
        .orElseThrow();
  }

  private void remove(BucketName bucket, String key, VersionId version) {
    Wanted wanted = new Wanted(Records.ref(bucket, key), Optional.of(version));
    await(objects().delete(wanted, ALWAYS, Permit.any()));
  }

  private VersionListing.Page page(
      BucketName bucket, String delimiter, String key, Optional<VersionId> version, int limit) {
    Optional<String> delimiterOrNone = Optional.of(delimiter).filter(d -> !d.isEmpty());
    return await(
        listings()
            .listVersions(
                new VersionListing.Query(bucket, "", delimiterOrNone, key, version, limit)));
  }

  private static List<String> shown(VersionListing.Page page) {
    return page.entries().stream().map(entry -> entry.key() + " " + entry.version()).toList();
  }

  @Test
  void listVersions_unversioned_nullAndLatest() {
    BucketName bucket = newBucket();
    put(bucket, "b");
    put(bucket, "a");
    assertThat(shown(page(bucket, "", "", Optional.empty(), 10)))
        .containsExactly("a null", "b null");
    assertThat(page(bucket, "", "", Optional.empty(), 10).entries())
        .allMatch(VersionListing.Entry::latest);
    assertThat(shown(page(bucket, "", "a", Optional.of(VersionId.NULL), 10)))
        .containsExactly("b null");
  }

  @Test
  void listVersions_entry_showsTheRecord() {
    BucketName bucket = bucket();
    ObjectRef ref = Records.ref(bucket, "k");
    var full = Records.fullObject(ref);
    VersionId version = await(objects().put(full, ALWAYS)).version();
    assertThat(page(bucket, "", "", Optional.empty(), 10).entries())
        .containsExactly(
            new VersionListing.Entry(
                ref.key(),
                version,
                true,
                full.content().lastModified(),
                Optional.of(
                    new VersionListing.Shown(
                        full.content().size(),
                        full.content().etag(),
                        full.metadata().storageClass(),
                        Optional.empty(),
                        ListingPage.State.plain()))));
  }

  @Test
  void listVersions_keyMarkerAlone_behindAllOfItsVersions() {
    BucketName bucket = bucket();
    put(bucket, "a");
    put(bucket, "a");
    VersionId b = put(bucket, "b");
    assertThat(shown(page(bucket, "", "a", Optional.empty(), 10))).containsExactly("b " + b);
  }

  @Test
  void listVersions_markerIsGone_goesOnAtItsPlace() {
    BucketName bucket = bucket();
    VersionId one = put(bucket, "a");
    VersionId two = put(bucket, "a");
    VersionId three = put(bucket, "a");
    remove(bucket, "a", two);
    assertThat(shown(page(bucket, "", "a", Optional.of(two), 10))).containsExactly("a " + one);
    remove(bucket, "a", three);
    assertThat(shown(page(bucket, "", "a", Optional.of(three), 10))).containsExactly("a " + one);
  }

  @Test
  void listVersions_nullIsGone_losesNothingOfItsKey() {
    BucketName bucket = bucket();
    VersionId one = put(bucket, "a");
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    put(bucket, "a");
    assertThat(shown(page(bucket, "", "a", Optional.of(VersionId.NULL), 10)))
        .containsExactly("a " + one);
    remove(bucket, "a", VersionId.NULL);
    assertThat(shown(page(bucket, "", "a", Optional.of(VersionId.NULL), 10)))
        .containsExactly("a " + one);
  }

  @Test
  void listVersions_markerInsideACommonPrefix_prefixNotAgain() {
    BucketName bucket = bucket();
    put(bucket, "a/1");
    VersionId inside = put(bucket, "a/2");
    put(bucket, "b");
    assertThat(page(bucket, "/", "a/1", Optional.empty(), 10).commonPrefixes()).isEmpty();
    assertThat(page(bucket, "/", "a/2", Optional.of(inside), 10).commonPrefixes()).isEmpty();
    assertThat(page(bucket, "/", "a/", Optional.empty(), 10).commonPrefixes()).isEmpty();
    assertThat(page(bucket, "/", "", Optional.empty(), 10).commonPrefixes()).containsExactly("a/");
  }

  @Test
  void list_markedKey_isNotShown() {
    BucketName bucket = bucket();
    put(bucket, "a");
    put(bucket, "b");
    put(bucket, "c/1");
    mark(bucket, "a");
    mark(bucket, "c/1");
    for (Optional<String> delimiter : List.of(Optional.<String>empty(), Optional.of("/"))) {
      ListingPage page = await(listings().list(new ListingQuery(bucket, "", delimiter, "", 10)));
      assertThat(page.entries()).extracting(entry -> entry.key().value()).containsExactly("b");
      assertThat(page.commonPrefixes()).isEmpty();
    }
  }

  @Test
  void listVersions_noRoom_emptyAndLast() {
    BucketName bucket = bucket();
    put(bucket, "a");
    assertThat(page(bucket, "", "", Optional.empty(), 0))
        .isEqualTo(new VersionListing.Page(List.of(), List.of(), Optional.empty()));
  }

  /** Whatever the size of a page, all pages together are the listing, in order. */
  @ParameterizedTest
  @CsvSource({"'', 1", "'', 3", "/, 1", "/, 2", "/, 1000", "'', 1000"})
  void listVersions_pages_areTheWhole(String delimiter, int limit) {
    BucketName bucket = bucket();
    Map<String, List<String>> expected = fill(bucket, new Random(limit));
    List<String> seen = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Optional<VersionListing.Next> next = Optional.of(new VersionListing.Next("", Optional.empty()));
    while (next.isPresent()) {
      VersionListing.Page page =
          page(bucket, delimiter, next.get().key(), next.get().version(), limit);
      assertThat(page.entries().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(limit);
      seen.addAll(shown(page));
      prefixes.addAll(page.commonPrefixes());
      next = page.next();
    }
    List<String> keys = expected.keySet().stream().sorted(Bytewise.ORDER).toList();
    assertThat(seen)
        .containsExactlyElementsOf(
            keys.stream()
                .filter(key -> delimiter.isEmpty() || !key.contains(delimiter))
                .flatMap(key -> expected.get(key).stream().map(id -> key + " " + id))
                .toList());
    assertThat(prefixes)
        .containsExactlyElementsOf(
            keys.stream()
                .filter(key -> !delimiter.isEmpty() && key.contains(delimiter))
                .map(key -> key.substring(0, key.indexOf(delimiter) + 1))
                .distinct()
                .toList());
  }

  private Map<String, List<String>> fill(BucketName bucket, Random random) {
    List<String> keys = List.of("a", "a/1", "a/2", "b", "c/1/2", "c0", "é", "z");
    Map<String, List<String>> expected = new HashMap<>();
    IntStream.range(0, 25)
        .forEach(
            i -> {
              String key = keys.get(random.nextInt(keys.size()));
              VersionId id = random.nextInt(4) == 0 ? mark(bucket, key) : put(bucket, key);
              expected.computeIfAbsent(key, k -> new ArrayList<>()).addFirst(id.value());
            });
    return expected;
  }
}

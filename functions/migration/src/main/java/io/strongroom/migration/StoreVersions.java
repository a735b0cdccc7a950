package io.strongroom.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/**
 * The versions of a bucket, key by key, as the store lists them. Holds one page and the versions of
 * one key.
 */
record StoreVersions(S3Client store, String bucket) {

  private static final int PAGE = 1000;

  /** All versions of one key, newest first; or too many to be held. */
  record KeyVersions(String key, List<SourceVersion> newestFirst, boolean tooMany) {
    static final int MOST = 100_000;

    KeyVersions {
      newestFirst = List.copyOf(newestFirst);
    }
  }

  /** Where a listing goes on. */
  private record From(String key, String version) {
    static final From START = new From("", "");
  }

  /** Every key under the prefix. */
  void each(String prefix, Consumer<KeyVersions> sink) {
    From from = From.START;
    Map<String, List<SourceVersion>> held = new LinkedHashMap<>();
    do {
      ListObjectVersionsResponse page = page(prefix, from, PAGE);
      Map<String, List<SourceVersion>> keys = interleaved(page);
      keys.forEach((key, versions) -> append(held, key, versions));
      from = next(page);
      String unfinished = from.key();
      held.forEach(
          (key, versions) -> {
            if (!key.equals(unfinished)) {
              sink.accept(exact(key, versions));
            }
          });
      held.keySet().retainAll(Set.of(unfinished));
    } while (!from.equals(From.START));
    held.forEach((key, versions) -> sink.accept(exact(key, versions)));
  }

  /** All versions of the key. */
  KeyVersions of(String key) {
    List<SourceVersion> found = new ArrayList<>();
    From from = From.START;
    do {
      ListObjectVersionsResponse page = page(key, from, PAGE);
      Map<String, List<SourceVersion>> keys = interleaved(page);
      found.addAll(keys.getOrDefault(key, List.of()));
      // Longer keys with this beginning come after it.
      from = keys.size() > (keys.containsKey(key) ? 1 : 0) ? From.START : next(page);
    } while (!from.equals(From.START) && found.size() < KeyVersions.MOST);
    return exact(key, found);
  }

  private static void append(
      Map<String, List<SourceVersion>> held, String key, List<SourceVersion> versions) {
    List<SourceVersion> all = held.computeIfAbsent(key, _ -> new ArrayList<>());
    if (all.size() < KeyVersions.MOST) {
      all.addAll(versions);
    }
  }

  private KeyVersions exact(String key, List<SourceVersion> versions) {
    if (versions.size() >= KeyVersions.MOST) {
      return new KeyVersions(key, List.of(), true);
    }
    return new KeyVersions(key, isSure(versions) ? versions : oneByOne(key), false);
  }

  private ListObjectVersionsResponse page(String prefix, From from, int size) {
    return store.listObjectVersions(
        list -> {
          list.bucket(bucket).prefix(prefix).maxKeys(size);
          if (!from.equals(From.START)) {
            list.keyMarker(from.key());
            Optional.of(from.version())
                .filter(id -> !id.isEmpty())
                .ifPresent(list::versionIdMarker);
          }
        });
  }

  private static From next(ListObjectVersionsResponse page) {
    return Boolean.TRUE.equals(page.isTruncated())
        ? new From(page.nextKeyMarker(), Optional.ofNullable(page.nextVersionIdMarker()).orElse(""))
        : From.START;
  }

  /** The SDK gives versions and delete markers apart: their times say how they lie. */
  private static Map<String, List<SourceVersion>> interleaved(ListObjectVersionsResponse page) {
    Map<String, List<SourceVersion>> versions = new LinkedHashMap<>();
    page.versions().forEach(each -> append(versions, each.key(), List.of(SourceVersion.of(each))));
    Map<String, List<SourceVersion>> markers = new LinkedHashMap<>();
    page.deleteMarkers()
        .forEach(each -> append(markers, each.key(), List.of(SourceVersion.of(each))));
    markers.forEach((key, some) -> versions.merge(key, some, StoreVersions::merged));
    return versions;
  }

  private static List<SourceVersion> merged(List<SourceVersion> some, List<SourceVersion> others) {
    List<SourceVersion> all = new ArrayList<>();
    int next = 0;
    for (SourceVersion one : some) {
      while (next < others.size() && others.get(next).time().isAfter(one.time())) {
        all.add(others.get(next++));
      }
      all.add(one);
    }
    all.addAll(others.subList(next, others.size()));
    return all;
  }

  /** A version and a marker of the same time may lie either way round. */
  private static boolean isSure(List<SourceVersion> newestFirst) {
    for (int i = 1; i < newestFirst.size(); i++) {
      SourceVersion newer = newestFirst.get(i - 1);
      SourceVersion older = newestFirst.get(i);
      if (older.latest()
          || (newer.marker() != older.marker() && !newer.time().isAfter(older.time()))) {
        return false;
      }
    }
    return true;
  }

  /** In pages of one, in which nothing can be the wrong way round. */
  private List<SourceVersion> oneByOne(String key) {
    List<SourceVersion> found = new ArrayList<>();
    From from = From.START;
    do {
      ListObjectVersionsResponse page = page(key, from, 1);
      List<SourceVersion> next = interleaved(page).getOrDefault(key, List.of());
      found.addAll(next);
      from = next.isEmpty() ? From.START : next(page);
    } while (!from.equals(From.START));
    return found;
  }
}

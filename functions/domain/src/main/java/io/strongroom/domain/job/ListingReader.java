package io.strongroom.domain.job;

import static io.strongroom.domain.job.CreateJob.impossible;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a list of objects as S3's inventories and batch operations have it: one on each line, with
 * its bucket, its key as in URLs, and its version if one is meant; each may stand in quotes. A
 * first line that begins with {@code Bucket} names the columns, of which there may be more then.
 * Blocks; not thread-safe.
 *
 * <p>Source: "Specifying a manifest", "Amazon S3 Inventory list", S3 user guide; RFC 4180.
 */
final class ListingReader {

  private static final int PAGE = 1_000;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final long MOST = 1_000_000;
  private static final Pattern VERSION_ID = Pattern.compile("null|[0-9a-f]{32}");
  private static final int BUCKET = 0;
  private static final int KEY = 1;
  private static final int VERSION = 2;

  private final BufferedReader lines;
  private List<String> columns = List.of("Bucket", "Key", "VersionId");
  private boolean named;
  private long line;

  ListingReader(InputStream text) {
    this.lines =
        new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
  }

  /**
   * The next entries; none at the end.
   *
   * @throws ObjectStoreException ImpossibleJob where the text is no list
   */
  List<Wanted> next() throws IOException {
    List<Wanted> entries = new ArrayList<>();
    while (entries.size() < PAGE) {
      Optional<String> text = line();
      if (text.isEmpty()) {
        return entries;
      }
      List<String> fields = fields(text.get());
      if (line == 1 && fields.getFirst().equals("Bucket")) {
        begin(fields);
      } else if (!text.get().isEmpty()) {
        entries.add(entry(fields));
      }
    }
    return entries;
  }

  /** Bounded, however long the line is. */
  private Optional<String> line() throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      int c = lines.read();
      if (c < 0) {
        return Optional.empty();
      }
      line++;
      if (line > MOST) {
        throw impossible("A list has at most %d lines: make several jobs.".formatted(MOST));
      }
      for (; c >= 0 && c != '\n'; c = lines.read()) {
        text.append((char) c);
        if (text.length() > LONGEST_LINE) {
          throw wrong("is too long");
        }
      }
    } catch (CharacterCodingException notUtf8) {
      throw wrong("is not UTF-8");
    }
    return Optional.of(text.toString().strip());
  }

  private void begin(List<String> header) {
    if (!header.containsAll(List.of("Bucket", "Key"))) {
      throw wrong("names no column Key");
    }
    columns = header;
    named = true;
  }

  private Wanted entry(List<String> fields) {
    boolean fits =
        named
            ? fields.size() == columns.size()
            : fields.size() == VERSION || fields.size() == VERSION + 1;
    if (!fits) {
      throw wrong("has %d fields".formatted(fields.size()));
    }
    Optional<String> version = field(fields, "VersionId", VERSION).filter(id -> !id.isEmpty());
    if (version.filter(id -> !VERSION_ID.matcher(id).matches()).isPresent()) {
      throw wrong("names no version");
    }
    try {
      return new Wanted(
          new ObjectRef(
              new BucketName(field(fields, "Bucket", BUCKET).orElse("")),
              new ObjectKey(
                  URLDecoder.decode(field(fields, "Key", KEY).orElse(""), StandardCharsets.UTF_8))),
          version.map(VersionId::new));
    } catch (ObjectStoreException | IllegalArgumentException noName) {
      throw wrong("names no object");
    }
  }

  private Optional<String> field(List<String> fields, String name, int unnamed) {
    int place = named ? columns.indexOf(name) : unnamed;
    return place >= 0 && place < fields.size() ? Optional.of(fields.get(place)) : Optional.empty();
  }

  /** Keys are as in URLs, so that no field has a line's end. */
  private List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw wrong("has an open quote");
    }
    fields.add(field.toString());
    return fields;
  }

  private ObjectStoreException wrong(String what) {
    return impossible("Line %d of the list %s.".formatted(line, what));
  }
}

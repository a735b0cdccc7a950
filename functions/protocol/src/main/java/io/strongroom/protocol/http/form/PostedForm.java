package io.strongroom.protocol.http.form;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload by a form, read up to its file, as the PutObject that it means: its fields are headers,
 * its file is the body, and its key is part of the target. Headers of the form's own request say
 * nothing about the object: nobody signed them.
 *
 * <p>Source: "POST Object", Amazon S3 API reference; "Uploading Objects - POST", OBS API reference.
 */
public final class PostedForm {

  /** S3: fields and framing before the file. */
  private static final int MOST_BEFORE_FILE = 20 * 1024;

  private static final String FILE = "file";
  private static final String KEY = "key";
  private static final String FILE_NAME = "${filename}";
  private static final String ENCLOSURE =
      "Bucket POST must be of the enclosure-type multipart/form-data";

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile(";\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern FILE_NAMED =
      Pattern.compile(";\\s*filename=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  /** Of the form's own request, what says where it came from and nothing of the object. */
  static final Set<String> KEPT =
      Set.of(
          "access-control-request-headers",
          "access-control-request-method",
          "host",
          "origin",
          "user-agent");

  /** Says in which dialect refusals are answered. */
  private static final String AUTHORIZATION = "authorization";

  private final WireRequest request;
  private final Route route;

  private PostedForm(WireRequest request, Route route) {
    this.request = request;
    this.route = route;
  }

  /** The upload it means. */
  public WireRequest request() {
    return request;
  }

  /** Where it goes: the form's key, in the dialect that its fields are words of. */
  public Route route() {
    return route;
  }

  /**
   * Reads a form up to its file. Blocking.
   *
   * @throws ObjectStoreException PreconditionFailed for a body that is no form, MalformedForm,
   *     FormFieldsTooLong, InvalidArgument for one without file
   */
  public static PostedForm read(WireRequest wire, Route route) {
    String type = wire.headers().first("content-type").orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new ObjectStoreException(new RequestError.PreconditionFailed(ENCLOSURE));
    }
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.matches()) {
      throw MultipartReader.malformed();
    }
    String delimiter = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    InputStream body = wire.body().get();
    try {
      return read(wire, route, new MultipartReader(body, delimiter, MOST_BEFORE_FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostedForm read(WireRequest wire, Route route, MultipartReader reader)
      throws IOException {
    FormFields fields = new FormFields();
    while (reader.nextPart()) {
      String disposition = disposition(reader);
      String name = group(NAME, disposition).orElseThrow(MultipartReader::malformed);
      if (name.equalsIgnoreCase(FILE)) {
        group(FILE_NAMED, disposition).ifPresent(given -> name(fields, given));
        return new PostedForm(request(wire, fields, new FormFile(reader)), route(route, fields));
      }
      fields.add(name, reader.value());
    }
    throw new ObjectStoreException(
        new RequestError.InvalidArgument(
            "POST requires exactly one file upload per request.", FILE, ""));
  }

  private static String disposition(MultipartReader reader) throws IOException {
    String disposition = "";
    for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        disposition = line;
      }
    }
    return disposition;
  }

  private static Optional<String> group(Pattern pattern, String disposition) {
    Matcher matcher = pattern.matcher(disposition);
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** S3: before the policy is looked at; of a path, which some browsers send, its end. */
  private static void name(FormFields fields, String given) {
    String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    List.copyOf(fields.all().entrySet()).stream()
        .filter(field -> field.getKey().equals(KEY))
        .forEach(
            field -> fields.replace(field.getKey(), field.getValue().replace(FILE_NAME, base)));
  }

  private static Route route(Route route, FormFields fields) {
    return new Route(
        route.operation(),
        isObs(fields) ? Route.DialectName.OBS : route.dialect(),
        route.bucket(),
        fields.text(KEY),
        route.virtualHosted(),
        route.query());
  }

  private static boolean isObs(FormFields fields) {
    return fields.has("accesskeyid")
        || fields.has("token")
        || fields.all().keySet().stream().anyMatch(name -> name.startsWith("x-obs-"));
  }

  private static WireRequest request(WireRequest wire, FormFields fields, InputStream file) {
    List<Headers.Field> headers = new ArrayList<>();
    wire.headers().fields().stream()
        .filter(field -> KEPT.contains(field.name()))
        .forEach(headers::add);
    if (isObs(fields)) {
      headers.add(new Headers.Field(AUTHORIZATION, "OBS form"));
    }
    for (Map.Entry<String, String> field : fields.all().entrySet()) {
      if (isHeader(field.getKey())) {
        headers.add(new Headers.Field(field.getKey(), oneLine(field.getValue())));
      }
    }
    return wire.withHeaders(Headers.of(headers)).withBody(() -> file);
  }

  private static boolean isHeader(String name) {
    return TOKEN.matcher(name).matches() && !KEPT.contains(name) && !name.equals(AUTHORIZATION);
  }

  /** Values come back as headers, and must not end one. */
  private static String oneLine(String value) {
    return value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", " ");
  }
}

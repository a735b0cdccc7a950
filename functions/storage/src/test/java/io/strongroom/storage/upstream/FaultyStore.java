package io.strongroom.storage.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that does what it is asked, and fails as it is told. It does not look at
 * signatures; a real server is behind the same client in the end-to-end tests.
 */
final class FaultyStore implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

  /** What a request was. */
  record Seen(String method, String target, Map<String, List<String>> headers) {
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /** How an answer is spoilt. */
  sealed interface Fault {
    /** Refuses instead of doing it. */
    record Refuse(int status, String code) implements Fault {}

    /** Does it and then says that it refuses. */
    record DoAndRefuse(int status, String code) implements Fault {}

    /** Sends so many bytes of the body and then cuts. */
    record CutAfter(int bytes) implements Fault {}

    /** Says that it holds something else. */
    record WrongTag() implements Fault {}

    /** Answers 200 with other bytes of the same length. */
    record WrongBytes() implements Fault {}

    /** Takes the request and says nothing, until the store is closed. */
    record Hang() implements Fault {}

    /** Does it and takes so long to say so. */
    record Late(Duration time) implements Fault {}

    /** Sends so many bytes of the body and then says nothing more. */
    record HangAfter(int bytes) implements Fault {}

    /** Answers 200 with an error as its document. */
    record ErrorInside(String code) implements Fault {}
  }

  private record Planned(String request, Fault fault) {}

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private final Map<String, String> uploadNames = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean conditions = new AtomicBoolean(true);
  private final AtomicInteger cutByClients = new AtomicInteger();
  private final ConcurrentLinkedQueue<Planned> plan = new ConcurrentLinkedQueue<>();
  final List<Seen> seen = new CopyOnWriteArrayList<>();

  FaultyStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * The next request that begins so fails so.
   *
   * @param request a regular expression on method and target
   */
  void plan(String request, Fault fault) {
    plan.add(new Planned(request, fault));
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  int openUploads() {
    return uploads.size();
  }

  /** From now on it writes over what is there, whatever it is asked. */
  void ignoreConditions() {
    conditions.set(false);
  }

  /** Bodies of answers that nobody took to their end. */
  int cutByClients() {
    return cutByClients.get();
  }

  List<String> requests(String expression) {
    return seen.stream().map(Seen::toString).filter(text -> text.matches(expression)).toList();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      Seen request =
          new Seen(exchange.getRequestMethod(), target, Map.copyOf(exchange.getRequestHeaders()));
      byte[] body = exchange.getRequestBody().readAllBytes();
      seen.add(request);
      Fault fault = next(request.toString());
      if (fault instanceof Fault.Refuse(int status, String code)) {
        refuse(exchange, status, code);
        return;
      }
      if (fault instanceof Fault.Hang) {
        closed.await();
        return;
      }
      Answer answer = isThere(exchange) ? answered412() : answer(exchange, body);
      if (fault instanceof Fault.DoAndRefuse(int status, String code)) {
        refuse(exchange, status, code);
        return;
      }
      if (fault instanceof Fault.Late(Duration time)) {
        closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
      }
      send(exchange, spoilt(answer, fault), fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isThere(HttpExchange exchange) {
    return conditions.get()
        && exchange.getRequestHeaders().containsKey("If-None-Match")
        && objects.containsKey(name(exchange));
  }

  private static Answer answered412() {
    return new Answer(
        412,
        Map.of(),
        "<Error><Code>PreconditionFailed</Code></Error>".getBytes(StandardCharsets.UTF_8));
  }

  private static String name(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().replaceFirst("^/[^/]+/?", "");
  }

  private @Nullable Fault next(String request) {
    for (Planned planned : plan) {
      if (request.matches(planned.request()) && plan.remove(planned)) {
        return planned.fault();
      }
    }
    return null;
  }

  /** Status, headers, body. */
  private record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer of(String document) {
      return new Answer(200, Map.of(), document.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Answer spoilt(Answer answer, @Nullable Fault fault) {
    return switch (fault) {
      case Fault.WrongTag _ ->
          new Answer(answer.status(), Map.of("ETag", "\"" + "0".repeat(32) + "\""), answer.body());
      case Fault.WrongBytes _ -> {
        byte[] other = answer.body().clone();
        other[other.length / 2] ^= 1;
        yield new Answer(answer.status(), answer.headers(), other);
      }
      case Fault.ErrorInside(String code) -> Answer.of("<Error><Code>" + code + "</Code></Error>");
      case null, default -> answer;
    };
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void send(HttpExchange exchange, Answer answer, @Nullable Fault fault)
      throws IOException, InterruptedException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
    }
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), head || length == 0 ? -1 : length);
    if (head || length == 0) {
      return;
    }
    int sent =
        switch (fault) {
          case Fault.CutAfter(int bytes) -> Math.min(bytes, length);
          case Fault.HangAfter(int bytes) -> Math.min(bytes, length);
          case null, default -> length;
        };
    try {
      exchange.getResponseBody().write(answer.body(), 0, sent);
      exchange.getResponseBody().flush();
    } catch (IOException gone) {
      cutByClients.incrementAndGet();
      throw gone;
    }
    if (fault instanceof Fault.HangAfter) {
      closed.await();
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    String name = name(exchange);
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, name, query, body);
      case "GET", "HEAD" -> name.isEmpty() ? list(query) : get(exchange, name);
      case "POST" -> post(name, query, body);
      default -> delete(name, query);
    };
  }

  private static Map<String, String> query(@Nullable String text) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : text == null ? new String[0] : text.split("&")) {
      String[] both = pair.split("=", 2);
      query.put(both[0], both.length == 2 ? both[1] : "");
    }
    return query;
  }

  private Answer put(HttpExchange exchange, String name, Map<String, String> query, byte[] body) {
    String expected = exchange.getRequestHeaders().getFirst("Content-MD5");
    if (expected != null && !expected.equals(Base64.getEncoder().encodeToString(md5(body)))) {
      return new Answer(
          400, Map.of(), "<Error><Code>BadDigest</Code></Error>".getBytes(StandardCharsets.UTF_8));
    }
    if (query.containsKey("uploadId")) {
      Map<Integer, byte[]> upload = uploads.get(query.get("uploadId"));
      if (upload == null) {
        return absent("NoSuchUpload");
      }
      upload.put(Integer.valueOf(query.get("partNumber")), body);
    } else {
      objects.put(name, body);
    }
    return new Answer(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  private static Answer absent(String code) {
    return new Answer(
        404,
        Map.of(),
        ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] md5(byte[] body) {
    MessageDigest digest = UpstreamBody.Digests.of("MD5");
    return digest.digest(body);
  }

  private static String tag(byte[] body) {
    return "\"" + HexFormat.of().formatHex(md5(body)) + "\"";
  }

  private Answer get(HttpExchange exchange, String name) {
    byte[] object = objects.get(name);
    if (object == null) {
      return absent("NoSuchKey");
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches()) {
      return new Answer(200, Map.of("ETag", tag(object)), object);
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = Math.min(object.length, Integer.parseInt(matcher.group(2)) + 1);
    if (from >= object.length) {
      return new Answer(
          416,
          Map.of(),
          "<Error><Code>InvalidRange</Code></Error>".getBytes(StandardCharsets.UTF_8));
    }
    return new Answer(
        206,
        Map.of("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length),
        Arrays.copyOfRange(object, from, to));
  }

  private Answer post(String name, Map<String, String> query, byte[] body) {
    if (query.containsKey("delete")) {
      Matcher keys = KEY.matcher(new String(body, StandardCharsets.UTF_8));
      while (keys.find()) {
        objects.remove(keys.group(1));
      }
      return Answer.of("<DeleteResult/>");
    }
    if (query.containsKey("uploads")) {
      String id = "up/load+" + ids.incrementAndGet();
      uploads.put(id, new TreeMap<>());
      uploadNames.put(id, name);
      return Answer.of(
          "<InitiateMultipartUploadResult><UploadId>"
              + id
              + "</UploadId></InitiateMultipartUploadResult>");
    }
    Map<Integer, byte[]> upload = uploads.remove(query.get("uploadId"));
    if (upload == null) {
      return absent("NoSuchUpload");
    }
    objects.put(name, joined(upload));
    return Answer.of(
        "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>");
  }

  private static byte[] joined(Map<Integer, byte[]> upload) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    upload.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private Answer delete(String name, Map<String, String> query) {
    if (query.containsKey("uploadId")) {
      return uploads.remove(query.get("uploadId")) == null
          ? absent("NoSuchUpload")
          : new Answer(204, Map.of(), new byte[0]);
    }
    objects.remove(name);
    return new Answer(204, Map.of(), new byte[0]);
  }

  /** Two blobs a page. */
  private Answer list(Map<String, String> query) {
    if (query.containsKey("uploads")) {
      StringBuilder text = new StringBuilder("<ListMultipartUploadsResult>");
      uploadNames.forEach(
          (id, name) -> {
            if (uploads.containsKey(id)) {
              text.append("<Upload><Key>" + name + "</Key><UploadId>" + id)
                  .append("</UploadId><Initiated>" + Instant.EPOCH + "</Initiated></Upload>");
            }
          });
      return Answer.of(text.append("</ListMultipartUploadsResult>").toString());
    }
    List<String> names = new ArrayList<>(objects.keySet());
    names.removeIf(
        name ->
            !name.startsWith(query.getOrDefault("prefix", ""))
                || name.compareTo(query.getOrDefault("continuation-token", "")) <= 0
                || name.compareTo(query.getOrDefault("marker", "")) <= 0);
    StringBuilder text = new StringBuilder("<ListBucketResult>");
    names.stream()
        .limit(2)
        .forEach(
            name ->
                text.append("<Contents><Key>" + name + "</Key><LastModified>" + Instant.EPOCH)
                    .append("</LastModified></Contents>"));
    if (names.size() > 2) {
      text.append("<IsTruncated>true</IsTruncated>");
      if (query.containsKey("list-type")) {
        text.append("<NextContinuationToken>" + names.get(1) + "</NextContinuationToken>");
      }
    }
    return Answer.of(text.append("</ListBucketResult>").toString());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}

package io.strongroom.images;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import io.strongroom.testkit.TestIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One request over a connection of its own, signed as the tests' user, whose bytes go out and come
 * in when the test says so. Bodies are of one pattern, so that both sides can be compared.
 */
final class SocketClient implements AutoCloseable {

  private static final int BLOCK = 64 * 1024;
  private static final int SILENCE_MILLIS = 60_000;

  private final Socket socket;
  private final MessageDigest sent = sha256();
  private long position;

  /** The head of an answer, header names in lower case. */
  record Head(int status, Map<String, String> headers) {

    long length() {
      return Long.parseLong(Objects.requireNonNull(headers.get("content-length"), "no length"));
    }
  }

  SocketClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(SILENCE_MILLIS);
  }

  /** Sends the head of a request; {@code more} are whole header lines that are not signed. */
  SocketClient send(String method, String host, String target, String... more) throws IOException {
    SignableRequest unsigned =
        new SignableRequest(method, target, "", List.of(new HeaderField("Host", host)));
    SignableRequest signed =
        new SigV4Signer(TestIdentity.credential(), TestIdentity.REGION, "s3")
            .sign(unsigned, "UNSIGNED-PAYLOAD", Instant.now());
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    for (HeaderField header : signed.headers()) {
      lines.add(header.name() + ": " + header.value());
    }
    lines.addAll(List.of(more));
    return sendLines(lines);
  }

  /** Sends a head as it is written. */
  SocketClient sendLines(List<String> lines) throws IOException {
    String head = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends the next bytes of the body. */
  void sendBody(long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = bytes; left > 0; ) {
      int n = (int) Math.min(left, BLOCK);
      for (int i = 0; i < n; i++) {
        long at = position + i;
        block[i] = (byte) (at ^ (at >> 8) ^ (at >> 16) * 31);
      }
      socket.getOutputStream().write(block, 0, n);
      sent.update(block, 0, n);
      position += n;
      left -= n;
    }
    socket.getOutputStream().flush();
  }

  /** Whether there is something to read. */
  boolean answered() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  String sentSha256() {
    return HexFormat.of().formatHex(sent.digest());
  }

  /** Reads the head of an answer; of an interim one too. */
  Head head() throws IOException {
    InputStream in = socket.getInputStream();
    String status = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(status.split(" ")[1]), headers);
  }

  /** Reads the head of an answer; whoever is on the way may have said before that it goes on. */
  Head finalHead() throws IOException {
    Head head = head();
    while (head.status() == 100) {
      head = head();
    }
    return head;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("in the head of an answer: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /**
   * Reads a body of the length that the head states, and its SHA-256.
   *
   * @param pauseMillis between one MiB and the next
   */
  String bodySha256(Head head, long pauseMillis) throws IOException, InterruptedException {
    MessageDigest received = sha256();
    InputStream in = socket.getInputStream();
    byte[] block = new byte[1 << 20];
    long left = head.length();
    while (left > 0) {
      int n = in.readNBytes(block, 0, (int) Math.min(left, block.length));
      if (n == 0) {
        throw new EOFException(left + " bytes short");
      }
      received.update(block, 0, n);
      left -= n;
      Thread.sleep(pauseMillis);
    }
    return HexFormat.of().formatHex(received.digest());
  }

  String bodyText(Head head) throws IOException {
    return new String(
        socket.getInputStream().readNBytes((int) head.length()), StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package io.strongroom.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One kept connection that speaks just enough HTTP/1.1 to load a server without being the load
 * itself. Trusts every certificate: it measures servers on this machine. For one thread.
 */
final class Wire implements AutoCloseable {

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int LONGEST_ANSWER_MILLIS = 60_000;

  private final Socket socket;
  private final BufferedInputStream in;
  private final OutputStream out;
  private final byte[] sink = new byte[BUFFER_BYTES];

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = socket.getOutputStream();
  }

  static Wire open(URI endpoint) throws IOException {
    Socket plain = new Socket();
    plain.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(LONGEST_ANSWER_MILLIS);
    return new Wire(
        endpoint.getScheme().equals("https")
            ? trustingContext()
                .getSocketFactory()
                .createSocket(plain, endpoint.getHost(), endpoint.getPort(), true)
            : plain);
  }

  /**
   * What came back.
   *
   * @param start of the body, 2 KiB at most; empty where it is chunked
   */
  record Answer(int status, long bodyBytes, String etag, String start) {}

  /** Sends a head and a body, reads the whole answer. */
  Answer exchange(String method, String head, byte[] body) throws IOException {
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    if (body.length > 0 && body.length <= 16 * 1024) {
      // One record instead of two.
      byte[] whole = new byte[first.length + body.length];
      System.arraycopy(first, 0, whole, 0, first.length);
      System.arraycopy(body, 0, whole, first.length, body.length);
      out.write(whole);
    } else {
      out.write(first);
      out.write(body);
    }
    out.flush();
    return answer(method);
  }

  private Answer answer(String method) throws IOException {
    String status = line();
    int code = Integer.parseInt(status.substring(9, 12));
    long length = 0;
    boolean chunked = false;
    String etag = "";
    for (String field = line(); !field.isEmpty(); field = line()) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(field.substring(15).strip());
      } else if (lower.startsWith("etag:")) {
        etag = field.substring(5).strip();
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      }
    }
    boolean bodiless = method.equals("HEAD") || code == 204 || code == 304;
    byte[] start = new byte[bodiless ? 0 : (int) Math.min(chunked ? 0 : length, 2048)];
    in.readNBytes(start, 0, start.length);
    long read = bodiless ? 0 : chunked ? skipChunks() : start.length + skip(length - start.length);
    return new Answer(code, read, etag, new String(start, StandardCharsets.UTF_8));
  }

  private long skipChunks() throws IOException {
    long total = 0;
    while (true) {
      int size = Integer.parseInt(line(), 16);
      total += skip(size);
      line();
      if (size == 0) {
        return total;
      }
    }
  }

  private long skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      int n = in.read(sink, 0, (int) Math.min(sink.length, left));
      if (n < 0) {
        throw new EOFException("the body ends early");
      }
      left -= n;
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ends");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static SSLContext trustingContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEverything()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustEverything implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

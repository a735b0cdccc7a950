package io.strongroom.endtoend;

import static io.strongroom.endtoend.RudeClients.send;

import io.strongroom.endtoend.RudeClients.Shape;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Ways to begin something and leave it at that. */
final class RudeShapes {

  private static final byte[] MEBIBYTE = new byte[1 << 20];
  private static final String HALF_A_HEAD = "GET /bucket/key HTTP/1.1\r\nHost: a\r\n";

  /** As long as a head may be, nearly. */
  private static final int HEAD_BYTES = 30_000;

  private RudeShapes() {}

  static void halfAHead(RudeClients clients, Socket socket, int number) throws IOException {
    send(socket, HALF_A_HEAD);
  }

  /** Each of many short fields costs far more memory than its bytes; so does one long one. */
  static void halfALongHead(RudeClients clients, Socket socket, int number) throws IOException {
    send(
        socket,
        HALF_A_HEAD
            + switch (number % 3) {
              case 0 -> "a:b\r\n".repeat(HEAD_BYTES / 5);
              case 1 -> ("a".repeat(HEAD_BYTES / 100 - 3) + ":\r\n").repeat(100);
              default -> "a: " + "b".repeat(HEAD_BYTES);
            });
  }

  static void halfADocument(RudeClients clients, Socket socket, int number) throws IOException {
    send(
        socket,
        "POST / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: TrentService.GenerateDataKey\r\n"
            + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 131072\r\n\r\n");
    socket.getOutputStream().write(MEBIBYTE, 0, 131_071);
  }

  /** Of STS, whose one action needs no signature. */
  static void halfATokenCall(RudeClients clients, Socket socket, int number) throws IOException {
    send(
        socket,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: "
            + (number % 2 == 0 ? 32_000 : 131_072)
            + "\r\n\r\nAction=AssumeRoleWithWebIdentity&WebIdentityToken=");
    socket.getOutputStream().write(MEBIBYTE, 0, 31_900);
  }

  /** Of a browser, with as many fields as may be before the signature is known. */
  static Shape halfAForm(String bucket) {
    return (clients, socket, number) -> {
      String part = "--b\r\nContent-Disposition: form-data; name=\"x-ignore-%d\"\r\n\r\nv\r\n";
      StringBuilder form = new StringBuilder();
      for (int i = 0; form.length() < 19_000; i++) {
        form.append(part.formatted(i));
      }
      send(
          socket,
          "POST /"
              + bucket
              + " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
              + "Content-Length: 50000000\r\n\r\n"
              + form);
    };
  }

  static Shape stalledUpload(String bucket) {
    return (clients, socket, number) -> {
      send(socket, upload(clients, bucket, number));
      socket.getOutputStream().write(MEBIBYTE);
    };
  }

  /** What stands behind a body, without end. */
  static Shape halfATrailer(String bucket) {
    return (clients, socket, number) ->
        send(
            socket,
            clients.signed(
                    "PUT", "/" + bucket + "/t-" + number, "", "Transfer-Encoding: chunked\r\n")
                + "1\r\na\r\n0\r\n"
                + "a:b\r\n".repeat(HEAD_BYTES / 5));
  }

  /** Of a large object, or of four listings one after another. */
  static Shape stalledReader(String bucket, String key) {
    return (clients, socket, number) ->
        send(
            socket,
            number % 4 == 3
                ? clients.signed("GET", "/" + bucket, "list-type=2", "").repeat(4)
                : clients.signed("GET", "/" + bucket + "/" + key, "", ""));
  }

  /** Of a head, or of a body. */
  static Shape byteASecond(String bucket) {
    return (clients, socket, number) -> {
      send(socket, number % 2 == 0 ? "G" : upload(clients, bucket, number));
      clients.drip(socket);
    };
  }

  /** Requests under access keys that there are none of, each a new one. */
  static Shape strangers(String bucket) {
    return (clients, socket, number) -> {
      for (int i = 0; i < 20; i++) {
        String key = "AKIA%08d%08d".formatted(number, i);
        send(socket, clients.signed(key, "GET", "/" + bucket, "", ""));
        socket.getInputStream().read(new byte[4_096]);
      }
    };
  }

  /** A TLS handshake that begins with the longest message there may be, and does not go on. */
  static Shape halfAHandshake() {
    return over(
        "https",
        (clients, socket, number) -> {
          int record = 1 << 14;
          byte[] hello = new byte[5 + record];
          byte[] head = {22, 3, 1, (byte) (record >> 8), 0, 1, 0, 0x7c, 0};
          System.arraycopy(head, 0, hello, 0, head.length);
          socket.getOutputStream().write(hello);
          socket.getOutputStream().write(hello, 0, number % 2 == 0 ? 0 : 5 + record / 2);
        });
  }

  /** A TLS handshake that is finished, and half a head in it. */
  static Shape handshakeAndHalfAHead() {
    return over(
        "https",
        (clients, socket, number) -> {
          Socket secured = clients.secured(socket);
          send(secured, HALF_A_HEAD);
        });
  }

  static Shape atTheKms(Shape shape) {
    return over("kms", shape);
  }

  /** Some of each. */
  static Shape mixed(List<Shape> shapes) {
    return new Shape() {
      @Override
      public void begin(RudeClients clients, Socket socket, int number) throws IOException {
        shapes.get(number % shapes.size()).begin(clients, socket, number / shapes.size());
      }

      @Override
      public String port(int number) {
        return shapes.get(number % shapes.size()).port(number / shapes.size());
      }
    };
  }

  private static Shape over(String port, Shape shape) {
    return new Shape() {
      @Override
      public void begin(RudeClients clients, Socket socket, int number) throws IOException {
        shape.begin(clients, socket, number);
      }

      @Override
      public String port(int number) {
        return port;
      }
    };
  }

  private static String upload(RudeClients clients, String bucket, int number) {
    return clients.signed(
        "PUT", "/" + bucket + "/upload-" + number, "", "Content-Length: 52428800\r\n");
  }
}

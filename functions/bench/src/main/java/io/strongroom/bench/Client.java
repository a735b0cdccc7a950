package io.strongroom.bench;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Signed requests over one kept connection, which is opened again when it was lost. */
final class Client implements AutoCloseable {

  private static final byte[] NOTHING = new byte[0];

  private final URI endpoint;
  private final SigV4Signer signer;

  /** The services of identities take no body that its signature leaves out. */
  private final boolean signsBodies;

  private final List<HeaderField> always;
  private Wire wire;

  Client(URI endpoint, Credential credential, String region) throws IOException {
    this(endpoint, credential, region, "s3");
  }

  /**
   * @param always headers of every request
   */
  Client(URI endpoint, Credential credential, String region, String service, HeaderField... always)
      throws IOException {
    this.endpoint = endpoint;
    this.signer = new SigV4Signer(credential, region, service);
    this.signsBodies = !service.equals("s3");
    this.always = List.of(always);
    this.wire = Wire.open(endpoint);
  }

  /**
   * @param target path, with a query if there is one
   * @throws IOException when the answer is no 2xx, or none
   */
  Wire.Answer send(String method, String target, byte[] body, HeaderField... further)
      throws IOException {
    int question = target.indexOf('?');
    List<HeaderField> headers = new ArrayList<>(List.of(further));
    headers.add(new HeaderField("Host", endpoint.getAuthority()));
    headers.addAll(always);
    SignableRequest unsigned =
        new SignableRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? "" : target.substring(question + 1),
            headers);
    Instant now = Instant.now();
    SignableRequest request =
        signsBodies
            ? signer.sign(unsigned, body, now)
            : signer.sign(unsigned, "UNSIGNED-PAYLOAD", now);
    Wire.Answer answer = exchange(method, head(target, request, body), body);
    if (answer.status() / 100 != 2) {
      throw new IOException(method + " " + target + " answers " + answer.status());
    }
    return answer;
  }

  Wire.Answer send(String method, String target) throws IOException {
    return send(method, target, NOTHING);
  }

  private Wire.Answer exchange(String method, String head, byte[] body) throws IOException {
    try {
      return wire.exchange(method, head, body);
    } catch (IOException lost) {
      wire.close();
      wire = Wire.open(endpoint);
      throw lost;
    }
  }

  private static String head(String target, SignableRequest request, byte[] body) {
    StringBuilder head =
        new StringBuilder(512)
            .append(request.method())
            .append(' ')
            .append(target)
            .append(" HTTP/1.1\r\n");
    for (HeaderField field : request.headers()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    boolean write = !request.method().equals("GET") && !request.method().equals("HEAD");
    if (write) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}

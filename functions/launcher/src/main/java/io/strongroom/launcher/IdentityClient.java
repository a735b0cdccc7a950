package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Calls the running server of a data folder as its root, over TLS. */
final class IdentityClient {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final ServerConnection server;

  private IdentityClient(ServerConnection server) {
    this.server = server;
  }

  /**
   * A client of the server that runs on the folder.
   *
   * @throws StartupException if none does, or the folder cannot be read
   */
  static IdentityClient of(DataDirectory data) {
    return new IdentityClient(ServerConnection.of(data, "iam"));
  }

  /** An answer. */
  record Answer(Document document) {

    /** The text of the first element of that name. */
    String text(String element) {
      return all(element).findFirst().orElse("");
    }

    /** The texts of all elements of that name. */
    Stream<String> all(String element) {
      NodeList found = document.getElementsByTagName(element);
      return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent());
    }
  }

  /**
   * Carries out an action.
   *
   * @param parameters names and values in turn
   * @throws StartupException with what the server says, if it refuses
   */
  Answer call(String action, String... parameters) {
    Sent sent = send(action, parameters);
    if (sent.status() != 200) {
      throw refused(sent.answer());
    }
    return sent.answer();
  }

  /**
   * As {@link #call}; empty where what is meant is not there.
   *
   * @throws StartupException with what the server says, if it refuses otherwise
   */
  Optional<Answer> find(String action, String... parameters) {
    Sent sent = send(action, parameters);
    if (sent.status() == 404) {
      return Optional.empty();
    }
    if (sent.status() != 200) {
      throw refused(sent.answer());
    }
    return Optional.of(sent.answer());
  }

  private static StartupException refused(Answer answer) {
    return new StartupException(answer.text("Code") + ": " + answer.text("Message"));
  }

  private record Sent(int status, Answer answer) {}

  private Sent send(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-08");
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
    try {
      HttpResponse<byte[]> response = server.post(Map.of("Content-Type", FORM), body);
      return new Sent(response.statusCode(), new Answer(parse(response.body())));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw StartupException.because("The server does not answer", e);
    }
  }

  private static Document parse(byte[] body)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
  }
}

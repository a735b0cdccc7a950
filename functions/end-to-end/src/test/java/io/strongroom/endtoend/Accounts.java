package io.strongroom.endtoend;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the operator's commands ask of a server, which no SDK of AWS knows. */
final class Accounts {

  private Accounts() {}

  /** An account that is new, and the key of its root. */
  record Account(String id, AwsCredentialsProvider root) {}

  static Account add(Strongroom strongroom, String name) {
    String answer = call(strongroom, "Action=CreateAccount&AccountName=" + name);
    return new Account(
        element(answer, "Id"),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"))));
  }

  /** The account of the server's first root. */
  static String id(Strongroom strongroom) {
    return element(call(strongroom, "Action=GetCallerIdentity"), "Account");
  }

  /** The id of an account's domain. */
  static String domainOf(Strongroom strongroom, String account) {
    String all = call(strongroom, "Action=ListAccounts");
    int at = all.indexOf("<Id>" + account + "</Id>");
    if (at < 0) {
      // It has a record from when it needs one.
      call(strongroom, "Action=CreateGroup&GroupName=g" + System.nanoTime());
      all = call(strongroom, "Action=ListAccounts");
      at = all.indexOf("<Id>" + account + "</Id>");
    }
    return element(all.substring(at), "DomainId");
  }

  /** What a user is called in grants of DEW. */
  static String usersDomainId(String arn) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why a request was refused. */
  static String why(Strongroom strongroom, String requestId) {
    return element(call(strongroom, "Action=ExplainDenial&RequestId=" + requestId), "Reason");
  }

  private static String call(Strongroom strongroom, String form) {
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    URI endpoint = strongroom.endpoint("https");
    Credential root =
        Credential.of(strongroom.accessKey(), strongroom.secretKey(), "arn:aws:iam::0:root", "0");
    String region = Objects.requireNonNull(strongroom.clientEnvironment().get("AWS_REGION"));
    SignableRequest unsigned =
        new SignableRequest(
            "POST", "/", "", List.of(new HeaderField("Host", endpoint.getAuthority())));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    new SigV4Signer(root, region, "iam")
        .sign(unsigned, body, Instant.now()).headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("host"))
            .forEach(header -> request.header(header.name(), header.value()));
    try (HttpClient http = HttpClient.newBuilder().sslContext(strongroom.tls()).build()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String element(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + xml.replaceAll("<Secret.*", "…"));
    }
    return found.group(1).replace("&quot;", "\"");
  }
}

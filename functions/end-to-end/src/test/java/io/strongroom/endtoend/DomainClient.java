package io.strongroom.endtoend;

import com.obs.services.ObsClient;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.apig.SdkHmacSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Huawei's API of identities, signed as its SDKs sign. */
record DomainClient(Strongroom strongroom, String access, String secret) {

  static DomainClient of(Strongroom strongroom, AwsCredentialsProvider who) {
    AwsCredentials key = who.resolveCredentials();
    return new DomainClient(strongroom, key.accessKeyId(), key.secretAccessKey());
  }

  /** An answer. */
  record Said(int status, String body) {

    /** The first member of that name, wherever it is. */
    String text(String name) {
      Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
      if (!found.find()) {
        throw new IllegalStateException("no " + name + " in the answer " + status);
      }
      return found.group(1);
    }

    DomainClient signer(Strongroom strongroom) {
      return new DomainClient(strongroom, text("access"), text("secret"));
    }

    ObsClient obs(Strongroom strongroom) {
      return body.contains("securitytoken")
          ? strongroom.obs(text("access"), text("secret"), text("securitytoken"))
          : strongroom.obs(text("access"), text("secret"), "");
    }

    Said withoutToken() {
      return new Said(status, body.replace("\"securitytoken\"", "\"gone\""));
    }

    Said withToken(String token) {
      return new Said(status, body.replace(text("securitytoken"), token));
    }
  }

  Said post(String path, String body, Object... words) {
    return post(
        strongroom.endpoint("https"),
        "/v3.0/" + path,
        words.length == 0 ? body : body.formatted(words));
  }

  /** To another service of the same signature. */
  Said post(URI endpoint, String target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SignableRequest unsigned =
        new SignableRequest(
            "POST",
            target,
            "",
            List.of(
                new HeaderField("Host", endpoint.getAuthority()),
                new HeaderField("Content-Type", "application/json;charset=UTF-8")));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(target))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    new SdkHmacSigner(Credential.of(access, secret, "arn:aws:iam::0:root", "0"))
        .sign(unsigned, bytes, Instant.now()).headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("host"))
            .forEach(header -> request.header(header.name(), header.value()));
    try (HttpClient http = HttpClient.newBuilder().sslContext(strongroom.tls()).build()) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Said(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

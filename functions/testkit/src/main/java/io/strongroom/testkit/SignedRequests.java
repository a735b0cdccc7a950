package io.strongroom.testkit;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Requests as clients send them. Paths and queries go out as they are written in the test. */
public final class SignedRequests {

  private static final String FORM = "application/x-www-form-urlencoded";

  private SignedRequests() {}

  /** A request without a signature. */
  public static RequestSpecification unsigned() {
    return RestAssured.given().urlEncodingEnabled(false);
  }

  /** A request to object storage, signed as the tests' user. Its body is not covered. */
  public static RequestSpecification signed() {
    return unsigned().filter(new Signing("s3", TestIdentity.credential()));
  }

  /** A request of the KMS's JSON protocol, signed as the tests' user. */
  public static RequestSpecification signedForKms(String operation) {
    return unsignedForKms(operation).filter(new Signing("kms", TestIdentity.credential()));
  }

  /** A request of the KMS's JSON protocol without a signature. */
  public static RequestSpecification unsignedForKms(String operation) {
    return unsigned()
        .header("X-Amz-Target", "TrentService." + operation)
        .contentType("application/x-amz-json-1.1");
  }

  /** An operation on keys or jobs, signed. */
  public static RequestSpecification signedForJobs(String operation, Credential who) {
    String json = "application/x-amz-json-1.1";
    return unsigned()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig().encodeContentTypeAs(json, ContentType.TEXT)))
        .header("X-Amz-Target", "StrongroomJobs." + operation)
        .contentType(json)
        .filter(new Signing("kms", who));
  }

  /** A call of the Query protocol, signed. */
  public static RequestSpecification signedForIdentities(Credential who) {
    return unsignedForm().filter(new Signing("iam", who));
  }

  /** A call of the Query protocol without a signature. */
  public static RequestSpecification unsignedForm() {
    return unsigned()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig().encodeContentTypeAs(FORM, ContentType.TEXT)))
        .contentType(FORM);
  }

  /** A request to object storage, signed by anybody. Its body is not covered. */
  public static RequestSpecification signedBy(Credential who) {
    return unsigned().filter(new Signing("s3", who));
  }

  private record Signing(String service, Credential who) implements Filter {

    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification response,
        FilterContext context) {
      SigV4Signer signer = new SigV4Signer(who, TestIdentity.REGION, service);
      SignableRequest unsigned = signable(request);
      SignableRequest signed =
          service.equals("s3")
              ? signer.sign(unsigned, "UNSIGNED-PAYLOAD", Instant.now())
              : signer.sign(unsigned, body(request), Instant.now());
      for (HeaderField header : signed.headers()) {
        if (!unsigned.headers().contains(header)) {
          request.header(header.name(), header.value());
        }
      }
      return context.next(request, response);
    }

    private static SignableRequest signable(FilterableRequestSpecification request) {
      URI target = URI.create(request.getURI());
      List<HeaderField> headers = new ArrayList<>();
      headers.add(new HeaderField("Host", target.getAuthority()));
      for (Header header : request.getHeaders()) {
        // The HTTP client may still change any other.
        if (header.getName().toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
          headers.add(new HeaderField(header.getName(), header.getValue()));
        }
      }
      String query = Objects.requireNonNullElse(target.getRawQuery(), "");
      return new SignableRequest(request.getMethod(), target.getRawPath(), query, headers);
    }

    private static byte[] body(FilterableRequestSpecification request) {
      Object body = request.getBody();
      return body instanceof byte[] bytes
          ? bytes
          : String.valueOf(body).getBytes(StandardCharsets.UTF_8);
    }
  }
}

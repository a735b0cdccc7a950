package io.strongroom.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests and credentials for the tests of all schemes. */
public final class TestRequests {

  public static final Credential AWS_EXAMPLE =
      Credential.of(
          "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "arn:aws:iam::111122223333:user/example",
          "111122223333");

  public static final Credential OBS_EXAMPLE =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::proj1:user/example", "proj1");

  private TestRequests() {}

  /** A request with headers given as name, value, name, value. */
  public static SignableRequest request(
      String method, String rawPath, String rawQuery, String... headers) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(new HeaderField(headers[i], headers[i + 1]));
    }
    return new SignableRequest(method, rawPath, rawQuery, fields);
  }

  /** A lookup that knows exactly the given credential. */
  public static Credentials knowing(Credential credential) {
    return id -> id.equals(credential.accessKeyId()) ? Optional.of(credential) : Optional.empty();
  }
}

package io.strongroom.protocol.http.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class PostedFormFuzzTest {

  private static final Route ROUTE =
      new Route(
          ObjectOperations.POST_OBJECT,
          Route.DialectName.S3,
          Optional.of("bkt"),
          Optional.empty(),
          false,
          new QueryParameters(List.of()));

  /** The file is a piece of the form between two delimiters, and no field ends a header. */
  @FuzzTest
  void read_anyForm_itsPiecesOrRefused(byte[] input) throws IOException {
    Headers headers = Headers.none().and("content-type", "multipart/form-data; boundary=b");
    WireRequest request =
        new WireRequest(
            "POST", "/bkt", "", headers, true, "r", () -> new ByteArrayInputStream(input));
    try {
      PostedForm form = PostedForm.read(request, ROUTE);
      String file =
          new String(form.request().body().get().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(new String(input, StandardCharsets.ISO_8859_1))
          .contains("\r\n" + file + "\r\n--b");
      assertThat(file).doesNotContain("\r\n--b");
      form.request()
          .headers()
          .forEach((name, value) -> assertThat(name + value).doesNotContain("\r", "\n"));
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }
}

package io.strongroom.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingReaderTest {

  private static final String VERSION = "0123456789abcdef0123456789abcdef";

  private static List<Wanted> read(byte[] text) throws IOException {
    ListingReader reader = new ListingReader(new ByteArrayInputStream(text));
    List<Wanted> all = new ArrayList<>();
    for (List<Wanted> page = reader.next(); !page.isEmpty(); page = reader.next()) {
      all.addAll(page);
    }
    return all;
  }

  private static List<Wanted> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void next_plainLines_nameObjectsAndVersions() throws IOException {
    List<Wanted> read =
        read("bucket-a,one\nbucket-a,two%2Cthree%20four," + VERSION + "\r\n\nbucket-b,x+y,\n");

    assertThat(read)
        .extracting(each -> each.bucket().value() + " " + each.key().value())
        .containsExactly("bucket-a one", "bucket-a two,three four", "bucket-b x y");
    assertThat(read.get(1).version())
        .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo(VERSION));
    assertThat(read.get(2).version()).isEmpty();
  }

  @Test
  void next_inventoryWithHeader_otherColumnsAreLeftOut() throws IOException {
    List<Wanted> read =
        read(
            "\"Bucket\",\"Key\",\"VersionId\",\"Size\"\n"
                + "\"bucket-a\",\"a \"\"b\"\"\",\"null\",\"12\"\n");

    assertThat(read)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.key().value()).isEqualTo("a \"b\"");
              assertThat(each.version()).isPresent();
            });
  }

  @Test
  void next_manyLines_noneIsLost() throws IOException {
    StringBuilder text = new StringBuilder("Bucket,Key\n");
    for (int i = 0; i < 2_500; i++) {
      text.append("bucket-a,k").append(i).append('\n');
    }

    assertThat(read(text.toString())).hasSize(2_500).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket-a",
        "bucket-a,b,null,d",
        "bucket-a,k,not-a-version",
        "UPPER,k",
        "bucket-a,",
        "bucket-a,%zz",
        "\"bucket-a,k",
        "Bucket,Size\nbucket-a,1",
        "Bucket,Key\nbucket-a"
      })
  void next_whatIsNoList_refusedByItsLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isInstanceOfSatisfying(
                        JobError.ImpossibleJob.class,
                        error -> assertThat(error.detail()).contains("Line ")));
  }

  @Test
  void next_longLineAndOtherBytes_refused() {
    assertThatThrownBy(() -> read("bucket-a," + "k".repeat(20_000)))
        .isInstanceOf(ObjectStoreException.class);
    assertThatThrownBy(() -> read(new byte[] {'b', ',', (byte) 0xff, '\n'}))
        .isInstanceOf(ObjectStoreException.class);
  }
}

package io.strongroom.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.port.RequestRecords;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestWriterTest {

  private final BlockingQueue<List<RequestRecords.RequestRecord>> batches =
      new LinkedBlockingQueue<>();

  /** Takes what is added; nothing else is asked of it. */
  private final List<RequestRecords.RequestRecord> counted = new ArrayList<>();

  private final RequestRecords records =
      (RequestRecords)
          Proxy.newProxyInstance(
              RequestRecords.class.getClassLoader(),
              new Class<?>[] {RequestRecords.class},
              (proxy, method, arguments) -> {
                @SuppressWarnings("unchecked")
                List<RequestRecords.RequestRecord> some =
                    (List<RequestRecords.RequestRecord>) arguments[0];
                batches.add(List.copyOf(some));
                return Uni.createFrom().voidItem();
              });

  @Test
  void add_moreThanABatch_allWrittenInTheirOrder() throws Exception {
    RequestWriter writer = new RequestWriter(records, counted::add);
    for (int i = 0; i < 3_500; i++) {
      writer.add(record(i));
    }

    List<String> written = new ArrayList<>();
    while (written.size() < 3_500) {
      List<RequestRecords.RequestRecord> batch = batches.poll(30, TimeUnit.SECONDS);
      assertThat(batch).isNotNull().hasSizeLessThanOrEqualTo(1_000);
      batch.forEach(each -> written.add(each.requestId()));
    }
    assertThat(written)
        .containsExactlyElementsOf(IntStream.range(0, 3_500).mapToObj(Integer::toString).toList());
    assertThat(counted).hasSize(3_500);
  }

  @Test
  void close_recordsThatWait_written() {
    RequestWriter writer = new RequestWriter(records, counted::add);
    writer.add(record(1));
    writer.close();

    assertThat(batches).hasSize(1);
  }

  private static RequestRecords.RequestRecord record(int number) {
    return new RequestRecords.RequestRecord(
        Instant.EPOCH,
        Integer.toString(number),
        new RequestRecords.Who(AccountId.NOBODY, PrincipalName.SERVICE, "", "", ""),
        "GetObject",
        new RequestRecords.Target("bucket", "key", AccountId.NOBODY),
        new RequestRecords.Decision("", "", "", 0),
        new RequestRecords.Work(200, 0, 0, "", 0, ""));
  }
}

package io.strongroom.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.WireRequest;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestTrailTest {

  private static final PrincipalName ROOT = PrincipalName.of("arn:aws:iam::111122223333:root");
  private static final AccountId ACCOUNT = AccountId.of("111122223333");

  private final BlockingQueue<List<RequestRecords.RequestRecord>> batches =
      new LinkedBlockingQueue<>();

  /** Takes what is added; nothing else is asked of it. */
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

  private final RequestTrail trail =
      new RequestTrail(
          Optional.of(new RequestWriter(records, record -> {})), InstantSource.system());

  private RequestRecords.RequestRecord recorded(Optional<Caller> caller)
      throws InterruptedException {
    WireRequest request =
        new WireRequest("POST", "/", "", Headers.none(), true, "id", InputStream::nullInputStream);
    Route route =
        new Route(
            ServiceOperations.IDENTITIES,
            Route.DialectName.S3,
            Optional.empty(),
            Optional.empty(),
            false,
            new QueryParameters(List.of()));
    trail.begin(request, route, () -> new RequestTrail.Ended(200, 0, 0, "", caller)).run();
    List<RequestRecords.RequestRecord> batch = batches.poll(30, TimeUnit.SECONDS);
    assertThat(batch).hasSize(1);
    return batch.getFirst();
  }

  @Test
  void record_nothingDecided_namesWhoSentIt() throws InterruptedException {
    Caller caller = new Caller(ROOT, ACCOUNT, "id", true);

    RequestRecords.RequestRecord record = recorded(Optional.of(caller));

    assertThat(record.who().principal()).isEqualTo(ROOT);
    assertThat(record.who().account()).isEqualTo(ACCOUNT);
  }

  @Test
  void record_nobodyToldApart_namesNobody() throws InterruptedException {
    assertThat(recorded(Optional.empty()).who().account().isNobody()).isTrue();
  }
}

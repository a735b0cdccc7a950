package io.strongroom.runtime.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what accounts use and what was refused to whom, since this process started. Names are
 * labels up to a number: whoever makes them up must not fill the memory. Thread-safe.
 */
@Singleton
public final class UsageMeters {

  private static final int MOST = 100;
  private static final String OTHERS = "other";

  private final MeterRegistry registry;
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  UsageMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(RequestRecord record) {
    Tags account = Tags.of("account", label(accounts, account(record)));
    registry
        .counter("strongroom.usage.requests", account.and("verdict", record.decision().verdict()))
        .increment();
    bytes(account.and("direction", "in"), record.work().bytesIn());
    bytes(account.and("direction", "out"), record.work().bytesOut());
    int calls = record.work().kmsCalls();
    if (calls > 0) {
      registry
          .counter(
              "strongroom.usage.kms.calls", account.and("key", label(keys, record.work().kmsKey())))
          .increment(calls);
    }
  }

  private void bytes(Tags tags, long number) {
    registry.counter("strongroom.usage.bytes", tags).increment((double) number);
  }

  /** Whoever owns what was used pays for it; what is nobody's, who asked for it. */
  private static String account(RequestRecord record) {
    AccountId owner = record.target().owner();
    return (owner.isNobody() ? record.who().account() : owner).value();
  }

  private static String label(Set<String> known, String name) {
    if (name.isEmpty()) {
      return "none";
    }
    return known.contains(name) || (known.size() < MOST && known.add(name)) ? name : OTHERS;
  }
}

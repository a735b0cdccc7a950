package io.strongroom.runtime.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what accounts use and what was refused to whom, since this process started. Names are
 * labels up to a number: whoever makes them up must not fill the memory. Thread-safe.
 */
@Singleton
public final class UsageMeters {

  private static final String BYTES = "strongroom.usage.bytes";
  private static final int MOST = 100;
  private static final String OTHERS = "other";

  private final MeterRegistry registry;
  // A registry takes longer to find a counter than a record takes to be written.
  private final Map<Labels, Counters> counters = new ConcurrentHashMap<>();
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  UsageMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What is counted together; no more of them than there are labels and verdicts. */
  private record Labels(String account, String verdict) {}

  private record Counters(Counter requests, Counter in, Counter out) {}

  void count(RequestRecord record) {
    String account = label(accounts, account(record));
    Counters known =
        counters.computeIfAbsent(
            new Labels(account, record.decision().verdict()), this::registered);
    known.requests().increment();
    known.in().increment((double) record.work().bytesIn());
    known.out().increment((double) record.work().bytesOut());
    int calls = record.work().kmsCalls();
    if (calls > 0) {
      registry
          .counter(
              "strongroom.usage.kms.calls",
              Tags.of("account", account, "key", label(keys, record.work().kmsKey())))
          .increment(calls);
    }
  }

  private Counters registered(Labels labels) {
    Tags account = Tags.of("account", labels.account());
    return new Counters(
        registry.counter("strongroom.usage.requests", account.and("verdict", labels.verdict())),
        registry.counter(BYTES, account.and("direction", "in")),
        registry.counter(BYTES, account.and("direction", "out")));
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

package io.strongroom.emulator.admin;

import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.fault.Faults;
import io.strongroom.emulator.limit.CallCounters;
import io.strongroom.emulator.limit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * What Prometheus reads (text exposition format 0.0.4). Written here and not by a library, since
 * this service has an HTTP listener of its own. Thread-safe.
 */
@ApplicationScoped
public class MetricsPage {

  private final CallCounters counters;
  private final RateLimiter limiter;
  private final Faults faults;
  private final AuditLog audit;

  MetricsPage(CallCounters counters, RateLimiter limiter, Faults faults, AuditLog audit) {
    this.counters = counters;
    this.limiter = limiter;
    this.faults = faults;
    this.audit = audit;
  }

  /** The page as it is now. */
  public String render() {
    StringBuilder page = new StringBuilder(4096);
    head(page, "strongroom_kms_calls_total", "counter", "Authenticated calls.");
    counters
        .calls()
        .forEach(
            (operation, count) -> line(page, "calls_total", label("operation", operation), count));
    head(page, "strongroom_kms_refusals_total", "counter", "Refused calls by error.");
    counters
        .refusals()
        .forEach((error, count) -> line(page, "refusals_total", label("error", error), count));
    durations(page);
    quotas(page);
    rules(page);
    head(page, "strongroom_kms_audit_waiting", "gauge", "Audit records not yet durable.");
    line(page, "audit_waiting", "", audit.waiting());
    return page.toString();
  }

  private void durations(StringBuilder page) {
    head(page, "strongroom_kms_call_seconds", "summary", "Time from request to answer.");
    counters
        .durations()
        .forEach(
            (operation, time) -> {
              String label = label("operation", operation);
              line(page, "call_seconds_sum", label, time.seconds());
              line(page, "call_seconds_count", label, time.count());
            });
  }

  private void quotas(StringBuilder page) {
    List<RateLimiter.Usage> usage = limiter.usage();
    head(page, "strongroom_kms_quota_allowed_total", "counter", "Calls within a quota.");
    usage.forEach(of -> line(page, "quota_allowed_total", labels(of), of.allowed()));
    head(page, "strongroom_kms_quota_refused_total", "counter", "Calls over a quota.");
    usage.forEach(of -> line(page, "quota_refused_total", labels(of), of.refused()));
    head(page, "strongroom_kms_quota_tokens", "gauge", "Calls left in a quota at this moment.");
    usage.forEach(of -> line(page, "quota_tokens", labels(of), of.left()));
  }

  private void rules(StringBuilder page) {
    List<Faults.Count> counts = faults.counts();
    head(page, "strongroom_kms_fault_matched_total", "counter", "Calls a fault rule is about.");
    counts.forEach(of -> line(page, "fault_matched_total", rule(of), of.matched()));
    head(page, "strongroom_kms_fault_struck_total", "counter", "Calls a fault rule hit.");
    counts.forEach(of -> line(page, "fault_struck_total", rule(of), of.struck()));
  }

  private static String rule(Faults.Count count) {
    return label("rule", count.rule().name());
  }

  private static String labels(RateLimiter.Usage usage) {
    String operation = usage.operation();
    return label("account", usage.whose().who())
        + ","
        + label("region", usage.whose().region().value())
        + ","
        + label("quota", usage.quota().name().toLowerCase(Locale.ROOT))
        + (operation.isEmpty() ? "" : "," + label("operation", operation));
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  private static void head(StringBuilder page, String name, String type, String help) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder page, String name, String labels, Number value) {
    page.append("strongroom_kms_").append(name);
    if (!labels.isEmpty()) {
      page.append('{').append(labels).append('}');
    }
    page.append(' ').append(value);
    page.append('\n');
  }
}

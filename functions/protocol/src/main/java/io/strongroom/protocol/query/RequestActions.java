package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.domain.port.RequestRecords.Found;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.Sought;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What was asked of the service, by whom, and how much was used. */
final class RequestActions {

  private static final int MOST_RECORDS = 1_000;

  private static final Set<String> VERDICTS = Set.of("allowed", "denied", "noted", "none");

  /** Before what no database can hold. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final RequestRecords records;
  private final Roots roots;

  RequestActions(RequestRecords records, Roots roots) {
    this.records = records;
    this.roots = roots;
  }

  void addTo(Actions actions) {
    actions
        .add("ListRequests", this::list, RequestActions::write)
        .add(
            "FindRequests",
            this::find,
            (xml, found) -> {
              write(xml, found.records());
              found.before().ifPresent(before -> xml.element("Before", before));
            })
        .add(
            "VerifyRequests",
            call -> {
              roots.requireOperator(call);
              return records.broken();
            },
            (xml, broken) ->
                xml.element("Whole", broken.isEmpty())
                    .element("FirstBroken", broken.map(String::valueOf).orElse("")))
        .add("GetUsage", this::usage, RequestActions::writeUsage);
  }

  private Uni<List<Kept>> list(QueryCall call) {
    return records.after(call.bigNumber("After").orElse(0L), roots.whose(call), most(call));
  }

  private Uni<Found> find(QueryCall call) {
    Sought sought =
        new Sought(
            roots.whose(call),
            call.optional("RequestId").orElse(""),
            call.optional("Principal").orElse(""),
            call.optional("Operation").orElse(""),
            call.optional("Bucket").orElse(""),
            call.optional("KeyPrefix").orElse(""),
            verdict(call),
            call.optional("Until").map(RequestActions::instant));
    return records.latest(sought, call.bigNumber("Before"), most(call));
  }

  private static int most(QueryCall call) {
    return Math.clamp(call.number("MaxItems").orElse(MOST_RECORDS), 1, MOST_RECORDS);
  }

  private static String verdict(QueryCall call) {
    String verdict = call.optional("Verdict").orElse("");
    if (!verdict.isEmpty() && !VERDICTS.contains(verdict)) {
      throw QueryRefused.invalid("Verdict is allowed, denied, noted or none");
    }
    return verdict;
  }

  private static Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isAfter(Instant.EPOCH) && instant.isBefore(LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw QueryRefused.invalid("Until is of the form 2026-11-30T12:00:00Z");
  }

  private static void write(XmlWriter xml, List<Kept> all) {
    xml.open("Requests");
    for (Kept each : all) {
      xml.open("member").element("Number", each.number()).echo("Record", each.json()).close();
    }
    xml.close();
  }

  private Uni<List<RequestRecords.Usage>> usage(QueryCall call) {
    String month = call.required("Month");
    if (!month.matches("20[0-9]{2}-(0[1-9]|1[0-2])")) {
      throw QueryRefused.invalid("Month is of the form 2026-11");
    }
    return records.usage(month, roots.whose(call), call.optional("KmsKey"));
  }

  private static void writeUsage(XmlWriter xml, List<RequestRecords.Usage> all) {
    xml.open("Usage");
    for (RequestRecords.Usage each : all) {
      xml.open("member")
          .element("Account", each.account().value())
          .echo("Bucket", each.bucket())
          .echo("KmsKey", each.kmsKey())
          .element("Requests", each.requests())
          .element("KmsCalls", each.kmsCalls())
          .element("BytesIn", each.bytesIn())
          .element("BytesOut", each.bytesOut())
          .close();
    }
    xml.close();
  }
}

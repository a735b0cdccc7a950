package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.protocol.http.xml.XmlElement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a key was used, the latest month first.
 *
 * @param told whether the user may know
 */
public record KeyMonths(boolean told, List<Month> months) {

  private static final int MOST = 6;

  /** Requests for objects under the key, and calls to the KMS for them. */
  public record Month(String name, long requests, long calls) {}

  public KeyMonths {
    months = List.copyOf(months);
  }

  static KeyMonths of(Visit visit, String arn, YearMonth now) {
    try {
      List<Month> months = new ArrayList<>();
      for (int ago = 0; ago < MOST; ago++) {
        String month = now.minusMonths(ago).toString();
        List<XmlElement> rows =
            IdentityDesk.members(
                IdentityDesk.ask(visit, "GetUsage", "Month", month, "KmsKey", arn), "Usage");
        months.add(new Month(month, sum(rows, "Requests"), sum(rows, "KmsCalls")));
      }
      return new KeyMonths(true, months);
    } catch (Refused refused) {
      if (refused.endsSession()) {
        throw refused;
      }
      return new KeyMonths(false, List.of());
    }
  }

  private static long sum(List<XmlElement> rows, String member) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.getText(member))).sum();
  }
}

package io.strongroom.function.console.visit;

import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlReader;
import io.strongroom.runtime.http.InnerRequest;
import java.util.List;

/** The Query protocol of IAM, asked as the user. Stateless. */
public final class IdentityDesk {

  private IdentityDesk() {}

  /**
   * Has an action carried out.
   *
   * @param parameters names and values in turn
   * @return what is in the result; the whole answer of an action that has none
   * @throws Refused when it was not
   */
  public static XmlElement ask(Visit visit, String action, String... parameters) {
    XmlElement answer =
        XmlReader.read(
            visit.ask(ServiceOperations.IDENTITIES, InnerRequest.query(action, parameters)).body(),
            XmlLimits.COMPLETE_UPLOAD);
    return answer.find(action + "Result").orElse(answer);
  }

  /** The members of a list in a result; none where there is no such list. */
  public static List<XmlElement> members(XmlElement result, String list) {
    return result.find(list).map(found -> found.all("member")).orElse(List.of());
  }
}

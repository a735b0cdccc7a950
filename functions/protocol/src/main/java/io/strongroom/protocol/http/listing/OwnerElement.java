package io.strongroom.protocol.http.listing;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.protocol.http.xml.XmlWriter;

/** An account as documents name it; accounts have no other name than their id. */
public final class OwnerElement {

  private OwnerElement() {}

  /**
   * @param element Owner or Initiator
   */
  public static void write(XmlWriter xml, String element, AccountId account) {
    xml.open(element)
        .element("ID", account.value())
        .element("DisplayName", account.value())
        .close();
  }
}

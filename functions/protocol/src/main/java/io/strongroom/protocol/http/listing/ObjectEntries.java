package io.strongroom.protocol.http.listing;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/**
 * Objects and common prefixes in a listing.
 *
 * @param owner shown with every object, if at all
 * @param states what else is shown of each
 */
record ObjectEntries(KeyEncoding encoding, Optional<AccountId> owner, ShownStates states) {

  void write(XmlWriter xml, ListingPage page) {
    page.entries().forEach(entry -> write(xml, entry));
    writePrefixes(xml, page.commonPrefixes(), encoding);
  }

  static void writePrefixes(XmlWriter xml, List<String> prefixes, KeyEncoding encoding) {
    for (String prefix : prefixes) {
      xml.open("CommonPrefixes").element("Prefix", encoding.apply(prefix)).close();
    }
  }

  private void write(XmlWriter xml, ListingPage.Entry entry) {
    xml.open("Contents")
        .element("Key", encoding.apply(entry.key().value()))
        .element("LastModified", HttpDates.xml(entry.lastModified()))
        .element("ETag", entry.etag().quoted());
    if (states.words().checksums()) {
      entry.checksum().ifPresent(checksum -> write(xml, checksum));
    }
    xml.element("Size", entry.size());
    owner.ifPresent(account -> OwnerElement.write(xml, "Owner", account));
    states.write(xml, entry.storageClass(), entry.state());
    xml.close();
  }

  private static void write(XmlWriter xml, ListingPage.ChecksumInfo checksum) {
    xml.element("ChecksumAlgorithm", checksum.algorithm()).element("ChecksumType", checksum.type());
  }
}

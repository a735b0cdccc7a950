package io.strongroom.protocol.http.listing;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;

/**
 * The class of an object in a listing, and in which state it is.
 *
 * <p>Source: "RestoreStatus", Amazon S3 API reference; "Listing Objects in a Bucket", OBS API
 * reference.
 *
 * @param restores whether the reader asked what is restored
 */
record ShownStates(Vocabulary words, boolean restores) {

  private static final String ASKING = "optional-object-attributes";
  private static final String RESTORES = "RestoreStatus";

  /**
   * S3: what only those see who ask for it.
   *
   * @throws ObjectStoreException InvalidArgument when something else is asked for
   */
  static ShownStates of(IncomingRequest request, Vocabulary words) {
    // OBS: has no such header.
    Optional<String> asked =
        words.checksums()
            ? request.wire().headers().first(words.header(ASKING)).map(String::strip)
            : Optional.empty();
    asked
        .filter(name -> !name.isEmpty() && !name.equals(RESTORES))
        .ifPresent(
            name -> {
              throw ListingParameters.invalid(
                  "Invalid attribute name specified", words.header(ASKING), name);
            });
    return new ShownStates(words, asked.filter(RESTORES::equals).isPresent());
  }

  void write(XmlWriter xml, Optional<String> storageClass, ListingPage.State state) {
    xml.element("StorageClass", StorageClasses.of(words).shown(storageClass));
    // OBS: told of those that are not as most are.
    if (state.appendable()) {
      xml.element("Type", "Appendable");
    }
    if (restores && ObjectMetadata.isArchive(storageClass)) {
      xml.open("RestoreStatus").element("IsRestoreInProgress", false);
      state
          .restoredUntil()
          .ifPresent(until -> xml.element("RestoreExpiryDate", HttpDates.xml(until)));
      xml.close();
    }
  }
}

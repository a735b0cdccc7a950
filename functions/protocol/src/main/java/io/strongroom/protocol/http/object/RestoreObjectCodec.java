package io.strongroom.protocol.http.object;

import io.strongroom.domain.access.VersionLook.Place;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.ChangeVersion;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * RestoreObject. An archive here is near: what is restored can be read at once, however fast that
 * was wanted.
 *
 * <p>Source: "RestoreObject", Amazon S3 API reference; "Restoring an Archive Object", OBS API
 * reference.
 */
public final class RestoreObjectCodec
    implements OperationCodec<ChangeVersion.Command, FoundObject> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("RestoreRequest", XmlLimits.SMALL, Digest.OPTIONAL);

  private static final String DAYS = "Days";
  private static final String TIER = "Tier";
  private static final Set<String> TIERS = Set.of("Standard", "Bulk", "Expedited");

  private final Vocabulary words;
  private final InstantSource clock;
  private final String job;
  private final int mostDays;

  /**
   * @param clock from which the days are counted
   */
  public RestoreObjectCodec(Vocabulary words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    // OBS: restores for a month at most.
    this.job = words.checksums() ? "GlacierJobParameters" : "RestoreJob";
    this.mostDays = words.checksums() ? 36_500 : 30;
  }

  @Override
  public ChangeVersion.Command parse(IncomingRequest request) {
    RequestDocument document = RequestDocument.read(request, words, KIND);
    if (document.isEmpty()) {
      throw new ObjectStoreException(new RequestError.MissingBody());
    }
    int days = document.parse(this::days);
    return new ChangeVersion.Command(
        request.caller(),
        Targets.objectVersion(request),
        words.checksums() ? Place.OF_MARKS : Place.OF_MARKS_OR_NOTHING,
        new VersionChange.Restore(Lifecycle.due(clock.instant(), days)));
  }

  private int days(XmlElement root) {
    root.allowing(DAYS, TIER, job, "Description");
    Optional<XmlElement> parameters = root.find(job);
    parameters.ifPresent(given -> requireTier(given.allowing(TIER).findText(TIER)));
    requireTier(root.findText(TIER));
    String given = root.getText(DAYS).strip();
    if (!given.matches("[0-9]{1,5}")
        || Integer.parseInt(given) < 1
        || Integer.parseInt(given) > mostDays) {
      throw malformed("no number of days: " + given);
    }
    return Integer.parseInt(given);
  }

  private static void requireTier(Optional<String> given) {
    given
        .map(String::strip)
        .filter(tier -> !TIERS.contains(tier))
        .ifPresent(
            tier -> {
              throw malformed("no tier: " + tier);
            });
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }

  /** S3: once it is restored, asking again only makes it longer, and is answered otherwise. */
  @Override
  public WireResponse render(IncomingRequest request, FoundObject found) {
    boolean again = found.object().metadata().isReadableAt(clock.instant());
    return WireResponse.of(
        again ? 200 : 202,
        new VersionHeaders(words)
            .ofRead(Headers.none(), found.object().version(), found.versioning()));
  }
}

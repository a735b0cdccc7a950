package io.strongroom.protocol.obs;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.protocol.dialect.BucketStyle;
import io.strongroom.protocol.dialect.Particulars;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.BodyRules;
import io.strongroom.protocol.http.error.ErrorAnswer;
import java.time.InstantSource;
import java.util.function.Function;

/** What OBS does otherwise than S3. */
public final class ObsParticulars implements Particulars {

  private final ObsAuthentication authentication;
  private final BucketStyle buckets;

  /**
   * @param region where buckets are
   */
  public ObsParticulars(Region region, Signers credentials, InstantSource clock) {
    this.authentication = new ObsAuthentication(credentials, clock);
    this.buckets = new ObsBucketStyle(region);
  }

  @Override
  public Vocabulary words() {
    return ObsVocabulary.words();
  }

  @Override
  public String server() {
    return "OBS";
  }

  @Override
  public BucketStyle buckets() {
    return buckets;
  }

  @Override
  public BodyRules bodies() {
    return BodyRules.withoutChecksums(words().prefix());
  }

  @Override
  public boolean alwaysTellsNextMarker() {
    return true;
  }

  @Override
  public boolean ignoresUnknownMarkers() {
    return true;
  }

  @Override
  public ErrorAnswer error(RequestError error) {
    return ObsRequestErrors.answer(error);
  }

  @Override
  public Form policyForm() {
    return Form.OBS;
  }

  @Override
  public void addOwn(Codecs.Builder codecs, Function<IncomingRequest, RequestBody> bodies) {
    ObsConfigurations.add(codecs);
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    return authentication.authenticate(request, route);
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure, String hostId) {
    return ObsErrors.render(request, failure, hostId);
  }
}

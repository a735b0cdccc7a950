package io.strongroom.protocol.http.object;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.access.VersionLook.Place;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.ChangeVersion;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.VersionOperations;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreObjectCodecTest {

  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T10:11:12Z"));

  private final RestoreObjectCodec s3 = new RestoreObjectCodec(S3, NOW);
  private final RestoreObjectCodec obs = new RestoreObjectCodec(OBS, NOW);

  private static IncomingRequest request(String inside) {
    return Requests.of("POST", VersionOperations.RESTORE_OBJECT)
        .object("k")
        .query("restore", "")
        .body("<RestoreRequest>" + inside + "</RestoreRequest>")
        .build();
  }

  @Test
  void parse_days_endAtTheMidnightThatFollows() {
    ChangeVersion.Command command =
        s3.parse(
            request(
                "<Days>2</Days><GlacierJobParameters><Tier>Bulk</Tier></GlacierJobParameters>"));

    assertThat(command.change())
        .isEqualTo(new VersionChange.Restore(Instant.parse("2026-11-25T00:00:00Z")));
    assertThat(command.place()).isEqualTo(Place.OF_MARKS);
  }

  @Test
  void parse_obs_hasItsOwnJobAndAMonthAtMost() {
    ChangeVersion.Command command =
        obs.parse(request("<Days>30</Days><RestoreJob><Tier>Expedited</Tier></RestoreJob>"));

    assertThat(command.place()).isEqualTo(Place.OF_MARKS_OR_NOTHING);
    assertMalformed(() -> obs.parse(request("<Days>31</Days>")));
    assertMalformed(
        () -> s3.parse(request("<Days>1</Days><RestoreJob><Tier>Bulk</Tier></RestoreJob>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Days/>",
        "<Days>0</Days>",
        "<Days>-1</Days>",
        "<Days>1.5</Days>",
        "<Days>999999</Days>",
        "<Days>1</Days><Tier>Fast</Tier>",
        "<Days>1</Days><Type>SELECT</Type>",
        "<Days>1</Days><OutputLocation/>",
        "<Days>1</Days><GlacierJobParameters><Tier>x</Tier></GlacierJobParameters>",
      })
  void parse_whatIsNotUnderstood_malformed(String inside) {
    assertMalformed(() -> s3.parse(request(inside)));
  }

  @Test
  void parse_withoutABody_saysSo() {
    IncomingRequest request =
        Requests.of("POST", VersionOperations.RESTORE_OBJECT).object("k").build();

    assertThat(errorOf(() -> s3.parse(request))).isEqualTo(new RequestError.MissingBody());
  }
}

package io.strongroom.storage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import io.strongroom.storage.blob.BlobInventory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that hangs, redirects, writes over what is there, keeps other bytes, or speaks OBS. */
final class UpstreamFaultsTest {

  private static final long PART = 100_000;
  private static final UpstreamWaits SHORT =
      new UpstreamWaits(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(500));

  private final UUID id = UUID.randomUUID();
  private FaultyStore upstream;
  private UpstreamBlobStore store;

  @BeforeEach
  void start() throws Exception {
    upstream = new FaultyStore();
    store = store(SHORT, 12 * PART, UpstreamSignature.V4);
  }

  private UpstreamBlobStore store(UpstreamWaits waits, long budget, UpstreamSignature signature)
      throws Exception {
    return new UpstreamBlobStore(
        new UpstreamBucket(upstream.endpoint(), "sealed", "blobs", "us-east-1", true, signature),
        UpstreamCredentials.fixed("AK", "secret", Optional.empty()),
        SSLContext.getDefault(),
        new UpstreamBlobStore.Limits(budget, PART, waits),
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    store.close();
    upstream.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private void write(byte[] bytes) throws IOException {
    try (BlobStore.Writer writer = store.create(id, OptionalLong.of(bytes.length))) {
      for (int at = 0; at < bytes.length; at += 65_600) {
        writer.write(bytes, at, Math.min(65_600, bytes.length - at));
      }
      writer.commit();
    }
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    try (SealedInput input = store.open(id, Stretch.all(length))) {
      for (int at = 0; at < length; at += 65_600) {
        input.readFully(at, bytes, at, Math.min(65_600, length - at));
      }
    }
    return bytes;
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.StorageUnavailable.class));
  }

  @Test
  void write_storeHangsOnce_isSentAgain() throws IOException {
    upstream.plan("PUT .*", new FaultyStore.Fault.Hang());
    byte[] bytes = random(50_000);
    write(bytes);
    assertThat(read(50_000)).isEqualTo(bytes);
  }

  @Test
  void write_storeHangs_ends() {
    upstream.plan("PUT .*", new FaultyStore.Fault.Hang());
    upstream.plan("PUT .*", new FaultyStore.Fault.Hang());
    assertUnavailable(() -> write(random(50_000)));
    assertThat(upstream.requests("PUT .*")).hasSize(2);
  }

  /** Three times what any other answer may take, each time. */
  @Test
  void write_storeTakesLongToJoinParts_isWaitedFor() throws IOException {
    for (int i = 0; i < 2; i++) {
      upstream.plan(
          "POST .*uploadId.*", new FaultyStore.Fault.Late(SHORT.answer().multipliedBy(3)));
    }
    byte[] bytes = random(250_000);
    write(bytes);
    assertThat(read(250_000)).isEqualTo(bytes);
  }

  /** Without memory for a part it is on its way as it is written. */
  @Test
  void write_storeHangsUnderAStreamedPart_ends() throws Exception {
    store.close();
    store = store(SHORT, 0, UpstreamSignature.V4);
    upstream.plan("PUT .*", new FaultyStore.Fault.Hang());
    assertUnavailable(() -> write(random(50_000)));
  }

  @ParameterizedTest
  @CsvSource({"20000,100", "3000000,100", "3000000,1500000"})
  void read_storeFallsSilent_goesOnFromThere(int length, int after) throws IOException {
    byte[] bytes = random(length);
    write(bytes);
    upstream.plan("GET .*", new FaultyStore.Fault.HangAfter(after));
    assertThat(read(length)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"301,PermanentRedirect", "307,TemporaryRedirect", "400,AuthorizationHeaderMalformed"})
  void write_bucketIsInAnotherRegion_isNeitherFollowedNorSentAgain(int status, String code) {
    upstream.plan("PUT .*", new FaultyStore.Fault.Refuse(status, code));
    assertUnavailable(() -> write(random(10)));
    assertThat(upstream.seen).hasSize(1);
  }

  /** What the store says is never taken for the truth about what it holds. */
  @Test
  void read_otherBytesOfTheSameLength_comeAsTheyAre_toBeRejectedByTheSeal() throws IOException {
    byte[] bytes = random(20_000);
    write(bytes);
    upstream.plan("GET .*", new FaultyStore.Fault.WrongBytes());
    assertThat(read(20_000)).isNotEqualTo(bytes);
    assertThat(read(20_000)).isEqualTo(bytes);
  }

  @Test
  void read_clientHangsUp_theStoreIsNotReadToTheEnd() throws Exception {
    write(random(30_000_000));
    try (SealedInput input = store.open(id, Stretch.all(30_000_000))) {
      input.readFully(0, new byte[65_600], 0, 65_600);
    }
    for (int i = 0; i < 500 && upstream.cutByClients() == 0; i++) {
      Thread.sleep(10);
    }
    assertThat(upstream.cutByClients()).isOne();
  }

  @Test
  void write_failsAllTheTime_isLeftAloneAndThenTriedByOne() {
    for (int i = 0; i < UpstreamBreaker.FAILURES; i++) {
      upstream.plan("PUT .*", new FaultyStore.Fault.Refuse(500, "InternalError"));
    }
    for (int i = 0; i < 5; i++) {
      assertUnavailable(() -> write(random(10)));
    }
    assertThat(upstream.seen).hasSize(UpstreamBreaker.FAILURES);
  }

  @ParameterizedTest
  @CsvSource({"50000", "450000"})
  void write_overAnother_isRefusedWhereTheStoreCan(int length) throws IOException {
    store.probe();
    byte[] first = random(length);
    write(first);
    assertUnavailable(() -> write(random(length - 1)));
    assertThat(read(length)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"50000", "450000"})
  void write_answerIsLost_theSecondTryMeetsTheFirst(int length) throws IOException {
    store.probe();
    upstream.plan(
        length > PART ? "POST .*uploadId.*" : "PUT .*",
        new FaultyStore.Fault.DoAndRefuse(500, "InternalError"));
    byte[] bytes = random(length);
    write(bytes);
    assertThat(read(length)).isEqualTo(bytes);
  }

  @Test
  void probe_storeWithoutConditions_saysSoAndNothingAsksForThem() throws IOException {
    upstream.ignoreConditions();
    assertThat(store.probe())
        .hasToString(
            "conditional create no (multipart no), Content-MD5 checked yes, batch delete yes");
    upstream.seen.clear();
    write(random(10));
    assertThat(upstream.seen).noneMatch(put -> put.headers().containsKey("If-none-match"));
  }

  @Test
  void probe_storeGivesOtherBytes_nothingIsWrittenThere() throws IOException {
    upstream.plan("GET .*", new FaultyStore.Fault.WrongBytes());
    assertThatThrownBy(() -> store.probe()).hasMessageContaining("other bytes");
    assertUnavailable(() -> write(random(10)));
    store.probe();
    assertThatCode(() -> write(random(10))).doesNotThrowAnyException();
  }

  @Test
  void probe_storeIsEventuallyConsistent_isNamed() {
    upstream.plan("GET .*", new FaultyStore.Fault.Refuse(404, "NoSuchKey"));
    assertThatThrownBy(() -> store.probe()).hasMessageContaining("eventually consistent");
  }

  @Test
  void requests_inObs_areSignedItsWayAndListByName() throws Exception {
    store.close();
    store = store(SHORT, 12 * PART, UpstreamSignature.OBS);
    write(random(450_000));
    for (int i = 0; i < 5; i++) {
      upstream.objects().put("blobs/ab/cd/" + UUID.randomUUID(), new byte[1]);
    }
    List<UUID> listed = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      BlobInventory.Page page = store.page("ab/", after, Instant.now());
      listed.addAll(page.blobs());
      after = page.next();
    } while (after.isPresent());
    assertThat(listed).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    SigV2Verifier verifier =
        new SigV2Verifier(
            SigV2Dialect.OBS,
            key -> Optional.of(Credential.of(key, "secret", "p", "a")),
            InstantSource.system());
    assertThat(upstream.seen)
        .isNotEmpty()
        .allSatisfy(
            seen -> {
              URI target = URI.create(seen.target());
              verifier.verify(
                  new SignableRequest(
                      seen.method(),
                      target.getRawPath(),
                      Optional.ofNullable(target.getRawQuery()).orElse(""),
                      headers(seen)),
                  target.getRawPath());
              assertThat(seen.headers().keySet()).noneMatch(name -> name.startsWith("X-amz-"));
            });
  }

  private static List<HeaderField> headers(FaultyStore.Seen seen) {
    return seen.headers().entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(v -> new HeaderField(entry.getKey(), v)))
        .toList();
  }
}

package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, freed of its framing and held to its promises: signature, length, Content-MD5
 * and checksum. The headers are checked when it is made, the bytes while they are read. Read once,
 * by one thread.
 */
public final class VerifiedBody implements RequestBody {

  private final Supplier<InputStream> raw;
  private final OptionalLong length;
  private final Function<InputStream, VerifiedInputStream> verifier;
  private final Optional<ChecksumAlgorithm> declaredChecksum;
  private final boolean vouchedFor;
  private @Nullable VerifiedInputStream stream;

  private VerifiedBody(
      Supplier<InputStream> raw,
      OptionalLong length,
      Function<InputStream, VerifiedInputStream> verifier,
      Optional<StatedChecksum> stated,
      boolean vouchedFor) {
    this.raw = raw;
    this.length = length;
    this.verifier = verifier;
    this.declaredChecksum = stated.map(StatedChecksum::algorithm);
    this.vouchedFor = vouchedFor;
  }

  /**
   * Reads the headers; {@code raw} is called at the first use of {@link #stream()}, so until then
   * no body byte is accepted.
   *
   * @param raw the body as it comes from the connection
   * @param integrity what the request's signature says of the body
   * @param headers every value of a header, by name in any case
   * @throws BodyRejected when the headers do not fit together
   */
  public static VerifiedBody of(
      Supplier<InputStream> raw,
      PayloadIntegrity integrity,
      Function<String, List<String>> headers,
      BodyRules rules) {
    BodyHeaders parsed = new BodyHeaders(rules, headers);
    return switch (integrity) {
      case PayloadIntegrity.SignedPayload(String sha256Hex) ->
          plain(raw, parsed, rules, required(parsed.contentLength()), Optional.of(sha256Hex));
      case PayloadIntegrity.UnsignedPayload() ->
          plain(raw, parsed, rules, required(parsed.contentLength()), Optional.empty());
      // OBS: the SDK sends streams of unknown length; the S3 rule came with Version 4.
      case PayloadIntegrity.NotCovered() ->
          plain(raw, parsed, rules, parsed.contentLength(), Optional.empty());
      case PayloadIntegrity.SignedChunks(ChunkSigner signer) ->
          chunked(raw, parsed, rules, new ChunkSignatures.Signed(signer), false);
      case PayloadIntegrity.SignedChunksWithTrailer(ChunkSigner signer) ->
          chunked(raw, parsed, rules, new ChunkSignatures.Signed(signer), true);
      case PayloadIntegrity.UnsignedChunksWithTrailer() ->
          chunked(raw, parsed, rules, new ChunkSignatures.Unsigned(), true);
    };
  }

  /** The plaintext; the same stream at every call. */
  @Override
  public InputStream stream() {
    VerifiedInputStream current = stream;
    if (current == null) {
      current = verifier.apply(raw.get());
      stream = current;
    }
    return current;
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public Optional<ChecksumAlgorithm> declaredChecksum() {
    return declaredChecksum;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException before the end of the stream was reached
   */
  @Override
  public Optional<ObjectChecksum> checksum() {
    VerifiedInputStream current = stream;
    if (current == null) {
      throw new IllegalStateException("the body is not read yet");
    }
    return current.checksum();
  }

  /**
   * {@inheritDoc} By an MD5 or a checksum; in a dialect without checksums nobody insists on one.
   */
  @Override
  public boolean isVouchedFor() {
    return vouchedFor;
  }

  /**
   * Reads the whole body, for documents.
   *
   * @param limit most bytes to accept
   * @throws BodyRejected.TooLarge when it is longer
   */
  public byte[] readAll(int limit) {
    if (length.isPresent() && length.getAsLong() > limit) {
      throw new BodyRejected.TooLarge(limit);
    }
    try (InputStream in = stream()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (n > limit - out.size()) {
          throw new BodyRejected.TooLarge(limit);
        }
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VerifiedBody plain(
      Supplier<InputStream> raw,
      BodyHeaders headers,
      BodyRules rules,
      OptionalLong length,
      Optional<String> sha256Hex) {
    headers.requireUnframed();
    Optional<StatedChecksum> stated = headers.checksum(false);
    Optional<String> md5 = headers.contentMd5();
    return new VerifiedBody(
        raw,
        length,
        in ->
            new VerifiedInputStream(
                in, length, new BodyDigests(sha256Hex, md5, stated, rules.fallback())),
        stated,
        isVouchedFor(stated, md5, rules));
  }

  private static VerifiedBody chunked(
      Supplier<InputStream> raw,
      BodyHeaders headers,
      BodyRules rules,
      ChunkSignatures signatures,
      boolean hasTrailer) {
    OptionalLong length = required(headers.decodedContentLength());
    Optional<StatedChecksum> stated = headers.checksum(hasTrailer);
    Optional<String> md5 = headers.contentMd5();
    ChunkedForm form =
        new ChunkedForm(
            length.getAsLong(),
            hasTrailer,
            Set.copyOf(headers.announcedTrailers()),
            rules.prefix());
    return new VerifiedBody(
        raw,
        length,
        in ->
            new VerifiedInputStream(
                new AwsChunkedInputStream(in, form, signatures),
                length,
                new BodyDigests(Optional.empty(), md5, stated, rules.fallback())),
        stated,
        isVouchedFor(stated, md5, rules));
  }

  private static OptionalLong required(OptionalLong length) {
    if (length.isEmpty()) {
      throw new BodyRejected.MissingContentLength();
    }
    return length;
  }

  private static boolean isVouchedFor(
      Optional<StatedChecksum> stated, Optional<String> md5, BodyRules rules) {
    return stated.isPresent() || md5.isPresent() || !rules.checksums();
  }
}

package io.strongroom.signing.v4;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.Redaction;
import io.strongroom.signing.v4.CanonicalRequest.Spelling;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks AWS Signature Version 4, in the Authorization header or in a presigned URL, against the
 * rules of one service. Order: form, scope, access key, time, unsigned headers, signature.
 *
 * <p>Keeps derived signing keys, 256 at most. Thread-safe; never blocks.
 */
public final class SigV4Verifier {

  /**
   * OBS: whatever the body is, its Java SDK signs the hash of an empty one, those for Python and Go
   * that there is none (obs-wire §2.4). None of them states a digest elsewhere.
   */
  private static final Set<String> HUAWEI_HASHES = Set.of(Hashing.EMPTY_SHA256, "UNSIGNED-PAYLOAD");

  private static final int KEPT_KEYS = 256;

  private final SigningKeys keys = new SigningKeys(KEPT_KEYS);
  private final SigV4Rules rules;
  private final Credentials credentials;
  private final InstantSource clock;

  public SigV4Verifier(SigV4Rules rules, Credentials credentials, InstantSource clock) {
    this.rules = rules;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Checks a request of object storage, whose signature covers the body through {@code
   * x-amz-content-sha256}; what that leaves to check is in the result.
   *
   * @throws SignatureException when refused, for exactly one reason
   */
  public VerifiedSignature verify(SignableRequest request) {
    SignatureClaim claim = ClaimParser.parse(request);
    String payloadHash = ContentSha256.signed(request, claim);
    ContentSha256.parse(payloadHash);
    return verify(request, claim, payloadHash);
  }

  /**
   * Checks a request of a service that signs the hash of a whole body, such as KMS.
   *
   * @throws SignatureException when refused; another body is a {@link SignatureMismatch}
   */
  public VerifiedSignature verify(SignableRequest request, byte[] body) {
    return verify(request, ClaimParser.parse(request), Hashing.sha256Hex(body));
  }

  /**
   * Checks what a head alone can tell: everything but the body, and the signature too where {@code
   * x-amz-content-sha256} declares the body's hash. For refusing before a body is taken; {@link
   * #verify(SignableRequest, byte[])} still has to follow.
   *
   * @throws SignatureException when refused
   */
  public void verifyHead(SignableRequest request) {
    SignatureClaim claim = ClaimParser.parse(request);
    Credential credential = admit(request, claim);
    Optional<String> declared = request.header(ContentSha256.HEADER).filter(Hashing::isSha256Hex);
    if (declared.isPresent()) {
      CredentialScope scope = claim.credential().scope();
      try (SecretBytes key = keys.derive(credential, scope)) {
        checkSignature(request, claim, declared.get(), key);
        keys.keep(credential, scope, key);
      }
    }
  }

  /**
   * Checks the signature of a browser upload's policy document.
   *
   * @param credential the form field {@code x-amz-credential}
   * @param policyBase64 the form field {@code policy} exactly as sent
   * @param signature the form field {@code x-amz-signature}
   * @throws SignatureException when refused
   */
  public Credential verifyPolicy(String credential, String policyBase64, String signature) {
    CredentialParameter parameter =
        CredentialParameter.parse(credential)
            .orElseThrow(() -> new MalformedAuthorization("the Credential is mal-formed"));
    ScopeCheck.check(rules, parameter.scope());
    Credential found = find(parameter.accessKeyId());
    try (SecretBytes key = keys.derive(found, parameter.scope())) {
      String expected = Hashing.hex(key.use(k -> Hashing.hmacSha256(k, policyBase64)));
      if (!Hashing.constantTimeEquals(expected, signature)) {
        throw new SignatureMismatch(found.accessKeyId(), signature, policyBase64, "");
      }
      keys.keep(found, parameter.scope(), key);
    }
    return found;
  }

  private VerifiedSignature verify(
      SignableRequest request, SignatureClaim claim, String payloadHash) {
    CredentialScope scope = claim.credential().scope();
    Credential credential = admit(request, claim);
    SecretBytes signingKey = keys.derive(credential, scope);
    boolean handedOver = false;
    try {
      checkSignature(request, claim, payloadHash, signingKey);
      keys.keep(credential, scope, signingKey);
      PayloadIntegrity payload = payload(claim, payloadHash, signingKey);
      handedOver = needsKey(payload);
      return new VerifiedSignature(credential, claim.scheme(), scope.region(), payload);
    } finally {
      if (!handedOver) {
        signingKey.close();
      }
    }
  }

  private Credential admit(SignableRequest request, SignatureClaim claim) {
    ScopeCheck.check(rules, claim.credential().scope());
    ScopeCheck.checkDate(claim);
    Credential credential = find(claim.credential().accessKeyId());
    TimeCheck.check(claim, clock.instant());
    UnsignedHeaders.check(rules, request, claim);
    return credential;
  }

  private void checkSignature(
      SignableRequest request, SignatureClaim claim, String payloadHash, SecretBytes signingKey) {
    CredentialScope scope = claim.credential().scope();
    String stamp = claim.time().stamp();
    for (Spelling spelling : spellings()) {
      CanonicalRequest canonical =
          CanonicalRequest.of(request, claim.signedHeaders(), payloadHash, spelling);
      String expected = SigV4Signer.signature(signingKey, canonical.stringToSign(stamp, scope));
      if (Hashing.constantTimeEquals(expected, claim.signature())) {
        return;
      }
    }
    CanonicalRequest shown =
        CanonicalRequest.of(request, claim.signedHeaders(), payloadHash, spellings().getFirst());
    throw new SignatureMismatch(
        claim.credential().accessKeyId(),
        claim.signature(),
        shown.stringToSign(stamp, scope),
        Redaction.redact(shown.text()));
  }

  /** Both spellings decode to the same key and parameters, so either one binds the request. */
  private List<Spelling> spellings() {
    return rules.objectStorage()
        ? List.of(Spelling.AS_SENT, Spelling.NORMALIZED)
        : List.of(Spelling.DOUBLE_ENCODED);
  }

  private PayloadIntegrity payload(
      SignatureClaim claim, String payloadHash, SecretBytes signingKey) {
    if (!rules.objectStorage()) {
      return new PayloadIntegrity.SignedPayload(payloadHash);
    }
    if (rules.huaweiClients()
        && claim.time().fromDateHeader()
        && HUAWEI_HASHES.contains(payloadHash)) {
      return new PayloadIntegrity.NotCovered();
    }
    // Only what was signed: framing and hash are the signer's to choose, not the sender's.
    return switch (ContentSha256.parse(payloadHash)) {
      case HASH -> new PayloadIntegrity.SignedPayload(payloadHash);
      case UNSIGNED_PAYLOAD -> new PayloadIntegrity.UnsignedPayload();
      case UNSIGNED_CHUNKS_WITH_TRAILER -> new PayloadIntegrity.UnsignedChunksWithTrailer();
      case SIGNED_CHUNKS -> new PayloadIntegrity.SignedChunks(chunkSigner(claim, signingKey));
      case SIGNED_CHUNKS_WITH_TRAILER ->
          new PayloadIntegrity.SignedChunksWithTrailer(chunkSigner(claim, signingKey));
    };
  }

  private static ChunkSigner chunkSigner(SignatureClaim claim, SecretBytes signingKey) {
    return new ChunkSigner(
        signingKey, claim.time().stamp(), claim.credential().scope().toString(), claim.signature());
  }

  private static boolean needsKey(PayloadIntegrity payload) {
    return switch (payload) {
      case PayloadIntegrity.SignedChunks _, PayloadIntegrity.SignedChunksWithTrailer _ -> true;
      case PayloadIntegrity.SignedPayload _,
          PayloadIntegrity.UnsignedPayload _,
          PayloadIntegrity.UnsignedChunksWithTrailer _,
          PayloadIntegrity.NotCovered _ ->
          false;
    };
  }

  private Credential find(String accessKeyId) {
    return credentials.find(accessKeyId).orElseThrow(() -> new UnknownAccessKey(accessKeyId));
  }
}

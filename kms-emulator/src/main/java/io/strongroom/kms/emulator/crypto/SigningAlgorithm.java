package io.strongroom.kms.emulator.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Signature algorithms over a digest. ECDSA is the JDK's; RSA is Bouncy Castle's, since the JDK
 * signs no digest that was made elsewhere.
 */
public enum SigningAlgorithm {
  RSASSA_PSS_SHA_256(Scheme.PSS, Hash.SHA_256),
  RSASSA_PSS_SHA_384(Scheme.PSS, Hash.SHA_384),
  RSASSA_PSS_SHA_512(Scheme.PSS, Hash.SHA_512),
  RSASSA_PKCS1_V1_5_SHA_256(Scheme.PKCS1, Hash.SHA_256),
  RSASSA_PKCS1_V1_5_SHA_384(Scheme.PKCS1, Hash.SHA_384),
  RSASSA_PKCS1_V1_5_SHA_512(Scheme.PKCS1, Hash.SHA_512),
  ECDSA_SHA_256(Scheme.ECDSA, Hash.SHA_256),
  ECDSA_SHA_384(Scheme.ECDSA, Hash.SHA_384),
  ECDSA_SHA_512(Scheme.ECDSA, Hash.SHA_512);

  private enum Scheme {
    PSS,
    PKCS1,
    ECDSA
  }

  /** A hash, and the DER prefix of its DigestInfo (RFC 8017 §9.2, note 1). */
  private enum Hash {
    SHA_256("SHA-256", 32, "3031300d060960864801650304020105000420"),
    SHA_384("SHA-384", 48, "3041300d060960864801650304020205000430"),
    SHA_512("SHA-512", 64, "3051300d060960864801650304020305000440");

    private final String jdkName;
    private final int sizeInBytes;
    private final String digestInfoPrefix;

    Hash(String jdkName, int sizeInBytes, String digestInfoPrefix) {
      this.jdkName = jdkName;
      this.sizeInBytes = sizeInBytes;
      this.digestInfoPrefix = digestInfoPrefix;
    }

    Digest digest() {
      return switch (this) {
        case SHA_256 -> SHA256Digest.newInstance();
        case SHA_384 -> new SHA384Digest();
        case SHA_512 -> new SHA512Digest();
      };
    }

    byte[] digestInfo(byte[] digest) {
      byte[] prefix = HexFormat.of().parseHex(digestInfoPrefix);
      byte[] info = Arrays.copyOf(prefix, prefix.length + digest.length);
      System.arraycopy(digest, 0, info, prefix.length, digest.length);
      return info;
    }
  }

  private final Scheme scheme;
  private final Hash hash;

  SigningAlgorithm(Scheme scheme, Hash hash) {
    this.scheme = scheme;
    this.hash = hash;
  }

  /** The algorithms of a kind of key. */
  public static List<SigningAlgorithm> of(KeyPairKind kind) {
    return switch (kind) {
      case RSA_2048, RSA_3072, RSA_4096 ->
          Arrays.stream(values()).filter(a -> a.scheme != Scheme.ECDSA).toList();
      case ECC_NIST_P256 -> List.of(ECDSA_SHA_256);
      case ECC_NIST_P384 -> List.of(ECDSA_SHA_384);
      case ECC_NIST_P521 -> List.of(ECDSA_SHA_512);
    };
  }

  /** Length of the digest that is signed. */
  public int digestSizeInBytes() {
    return hash.sizeInBytes;
  }

  /** The digest of a message. */
  public byte[] digest(byte[] message) {
    try {
      return MessageDigest.getInstance(hash.jdkName).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(hash.jdkName + " is not available", e);
    }
  }

  /** Signs; {@code privateKey} is PKCS #8. */
  byte[] sign(byte[] privateKey, byte[] digest) {
    try {
      return switch (scheme) {
        case ECDSA -> {
          Signature signer = Signature.getInstance("NONEwithECDSA");
          signer.initSign(
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
          signer.update(digest);
          yield signer.sign();
        }
        case PSS -> {
          PSSSigner signer = pss(true, PrivateKeyFactory.createKey(privateKey));
          signer.update(digest, 0, digest.length);
          yield signer.generateSignature();
        }
        case PKCS1 -> {
          PKCS1Encoding rsa = new PKCS1Encoding(new RSABlindedEngine());
          rsa.init(true, PrivateKeyFactory.createKey(privateKey));
          byte[] info = hash.digestInfo(digest);
          yield rsa.processBlock(info, 0, info.length);
        }
      };
    } catch (GeneralSecurityException | IOException | CryptoException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /** Whether {@code signature} is right; {@code publicKey} is X.509 SubjectPublicKeyInfo. */
  boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    try {
      return switch (scheme) {
        case ECDSA -> {
          Signature verifier = Signature.getInstance("NONEwithECDSA");
          verifier.initVerify(
              KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey)));
          verifier.update(digest);
          yield verifier.verify(signature);
        }
        case PSS -> {
          PSSSigner verifier = pss(false, PublicKeyFactory.createKey(publicKey));
          verifier.update(digest, 0, digest.length);
          yield verifier.verifySignature(signature);
        }
        case PKCS1 -> {
          PKCS1Encoding rsa = new PKCS1Encoding(new RSABlindedEngine());
          rsa.init(false, PublicKeyFactory.createKey(publicKey));
          byte[] opened = rsa.processBlock(signature, 0, signature.length);
          yield MessageDigest.isEqual(opened, hash.digestInfo(digest));
        }
      };
    } catch (java.security.SignatureException
        | InvalidCipherTextException
        | org.bouncycastle.crypto.DataLengthException e) {
      return false;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("verifying failed", e);
    }
  }

  private PSSSigner pss(boolean signing, CipherParameters key) {
    PSSSigner signer = PSSSigner.createRawSigner(new RSABlindedEngine(), hash.digest());
    signer.init(signing, key);
    return signer;
  }
}

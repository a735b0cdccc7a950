package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.util.BigIntegers;

/**
 * SM2 encryption with the ciphertext as GM/T 0009 writes it: SEQUENCE of x, y (INTEGER), SM3 hash
 * and ciphertext (OCTET STRING). The engine knows only the parts in a row: 04 ‖ x ‖ y ‖ hash ‖
 * ciphertext.
 */
final class Sm2Encryption {

  private static final int COORDINATE = 32;
  private static final int HASH = 32;
  private static final int POINT = 1 + 2 * COORDINATE;

  private Sm2Encryption() {}

  static byte[] encrypt(ParametersWithRandom publicKey, byte[] plaintext)
      throws InvalidCipherTextException, IOException {
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, publicKey);
    byte[] row = engine.processBlock(plaintext, 0, plaintext.length);
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(row, 1, 1 + COORDINATE))));
    parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(row, 1 + COORDINATE, POINT))));
    parts.add(new DEROctetString(Arrays.copyOfRange(row, POINT, POINT + HASH)));
    parts.add(new DEROctetString(Arrays.copyOfRange(row, POINT + HASH, row.length)));
    return new DERSequence(parts).getEncoded();
  }

  /**
   * @throws CiphertextRejected when it is not a ciphertext of this key
   */
  static byte[] decrypt(AsymmetricKeyParameter privateKey, byte[] ciphertext)
      throws InvalidCipherTextException {
    byte[] row = inARow(ciphertext);
    CipherParameters key = privateKey;
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, key);
    try {
      return engine.processBlock(row, 0, row.length);
    } catch (RuntimeException e) {
      // A point that is not on the curve.
      throw new CiphertextRejected("not encrypted to this key");
    }
  }

  private static byte[] inARow(byte[] ciphertext) {
    try {
      ASN1Sequence parts = ASN1Sequence.getInstance(ciphertext);
      byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
      byte[] text = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
      if (parts.size() != 4 || hash.length != HASH || text.length == 0) {
        throw new CiphertextRejected("not an SM2 ciphertext");
      }
      byte[] row = new byte[POINT + HASH + text.length];
      row[0] = 4;
      for (int i = 0; i < 2; i++) {
        BigInteger coordinate = ASN1Integer.getInstance(parts.getObjectAt(i)).getPositiveValue();
        BigIntegers.asUnsignedByteArray(coordinate, row, 1 + i * COORDINATE, COORDINATE);
      }
      System.arraycopy(hash, 0, row, POINT, HASH);
      System.arraycopy(text, 0, row, POINT + HASH, text.length);
      return row;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CiphertextRejected("not an SM2 ciphertext");
    }
  }
}

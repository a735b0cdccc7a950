package io.strongroom.kms.dew;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyDescription.Usability;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.BindingGuard;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.ProviderFailures;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Huawei Cloud KMS: create-datakey, decrypt-datakey, encrypt-datakey, describe-key. Thread-safe.
 */
public final class DewWrapper implements WrapService {

  private static final String ENABLED = "2";
  private static final String DISABLED = "3";
  private static final Set<String> SYMMETRIC = Set.of("", "AES_256", "SM4");
  private static final int MOST_ADDITIONAL_BYTES = 128;

  private final DewHttp http;
  private final DewSettings.Binding binding;

  private DewWrapper(DewHttp http, DewSettings.Binding binding) {
    this.http = http;
    this.binding = binding;
  }

  /**
   * Connects at the first call.
   *
   * <p>DEW: members that a service does not know it ignores, so each key has to be seen to bind.
   */
  public static WrapService create(DewSettings settings) {
    DewSettings.Http limits = settings.http();
    JsonHttp http = JsonHttp.create(limits.tls(), limits.connect(), limits.answer());
    DewWrapper wrapper =
        new DewWrapper(new DewHttp(settings, http, InstantSource.system()), settings.binding());
    return new BindingGuard(wrapper, wrapper::knowsBinding, InstantSource.system());
  }

  /**
   * Where unwrapping is not allowed: whether the service refuses binding members that are wrong.
   * One that does not know them would ignore these as well.
   */
  private CompletionStage<Boolean> knowsBinding(String keyId) {
    ObjectNode body = JsonHttp.object().put("key_id", keyId).put("datakey_length", "256");
    if (binding != DewSettings.Binding.ADDITIONAL_AUTHENTICATED_DATA) {
      body.put("encryption_context", "not an object");
    }
    if (binding != DewSettings.Binding.ENCRYPTION_CONTEXT) {
      body.put("additional_authenticated_data", "x".repeat(MOST_ADDITIONAL_BYTES + 1));
    }
    return ProviderFailures.contain(() -> http.ask("create-datakey", body))
        .handle(
            (made, error) -> {
              if (made == null && !(error instanceof KmsException.InvalidRequest)) {
                throw ProviderFailures.asUnchecked(error);
              }
              return made == null;
            });
  }

  @Override
  public CompletionStage<GeneratedDataKey> generate(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    ObjectNode body = bind(name(keyId), context).put("datakey_length", "" + lengthInBytes * 8);
    return http.ask("create-datakey", body)
        .thenApply(
            answer -> {
              WrappedDataKey wrapped = wrapped(keyId, answer, lengthInBytes);
              SecretBytes plaintext =
                  SecretBytes.adopt(DewWrappedKey.unhex(answer.required("plain_text")));
              return new GeneratedDataKey(
                  wrapped.keyId(), ofLength(plaintext, lengthInBytes), wrapped.wrapped());
            });
  }

  /** Asks for the key first: an SM4 key wants an SM3 digest beside the plaintext. */
  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return http.ask("describe-key", JsonHttp.object().put("key_id", name(keyId)))
        .thenCompose(
            key -> {
              boolean sm = key.text("key_info", "key_spec").startsWith("SM");
              String text = plaintext.use(clear -> withDigest(clear, sm));
              ObjectNode body =
                  bind(name(keyId), context)
                      .put("plain_text", text)
                      .put("datakey_plain_length", "" + plaintext.length());
              return http.ask("encrypt-datakey", body);
            })
        .thenApply(answer -> wrapped(keyId, answer, plaintext.length()));
  }

  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    DewWrappedKey key = DewWrappedKey.decode(wrapped);
    String named = name(keyId);
    if (isId(named) && !named.equals(key.keyId())) {
      throw new KmsException.CiphertextInvalid("wrapped by another key than " + keyId);
    }
    ObjectNode body =
        bind(key.keyId(), context)
            .put("cipher_text", key.cipherText())
            .put("datakey_cipher_length", "" + key.plaintextLength());
    return http.ask("decrypt-datakey", body)
        .thenApply(
            answer -> {
              SecretBytes plaintext =
                  SecretBytes.adopt(DewWrappedKey.unhex(answer.required("data_key")));
              checkDigest(plaintext, answer.text("datakey_dgst"));
              return new UnwrappedKey(
                  KmsKeyId.of(key.keyId()), ofLength(plaintext, key.plaintextLength()));
            });
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    return http.ask("describe-key", JsonHttp.object().put("key_id", name(keyId)))
        .thenApply(
            answer ->
                new KmsKeyDescription(
                    KmsKeyId.of(asked(keyId, answer.required("key_info", "key_id"))),
                    usability(
                        answer.text("key_info", "key_state"),
                        answer.text("key_info", "key_spec"))));
  }

  /** Keys made before there were kinds name none, and are symmetric. */
  private static Usability usability(String state, String spec) {
    if (!SYMMETRIC.contains(spec)) {
      return Usability.WRONG_KIND;
    }
    return switch (state) {
      case ENABLED -> Usability.USABLE;
      case DISABLED -> Usability.DISABLED;
      default -> Usability.INVALID_STATE;
    };
  }

  @Override
  public Optional<String> trouble() {
    return http.trouble();
  }

  @Override
  public void close() {
    http.close();
  }

  private ObjectNode bind(String keyId, EncryptionContext context) {
    ObjectNode body = JsonHttp.object().put("key_id", keyId);
    if (binding != DewSettings.Binding.ADDITIONAL_AUTHENTICATED_DATA
        && !context.pairs().isEmpty()) {
      ObjectNode pairs = body.putObject("encryption_context");
      context.pairs().forEach(pairs::put);
    }
    if (binding != DewSettings.Binding.ENCRYPTION_CONTEXT) {
      body.put(
          "additional_authenticated_data",
          Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(ContextBytes.of(context))));
    }
    return body;
  }

  /** Keys belong to the endpoint's region, so their place says nothing that the id does not. */
  private static String name(String keyId) {
    return KeyName.placed(keyId).map(KeyName.Placed::id).orElse(keyId);
  }

  private static String asked(String given, String answered) {
    if (isId(name(given)) && !name(given).equals(answered)) {
      throw new KmsException.Unavailable("DEW answered for another key than asked");
    }
    return answered;
  }

  private static WrappedDataKey wrapped(String given, ServiceAnswer answer, int plaintextLength) {
    String keyId = asked(given, answer.required("key_id"));
    String cipherText = answer.required("cipher_text");
    return new WrappedDataKey(
        KmsKeyId.of(keyId), new DewWrappedKey(plaintextLength, keyId, cipherText).encode());
  }

  private static boolean isId(String keyId) {
    return keyId.matches("[0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}");
  }

  private static SecretBytes ofLength(SecretBytes plaintext, int length) {
    if (plaintext.length() != length) {
      plaintext.close();
      throw new KmsException.Unavailable("DEW answered with a key of another length");
    }
    return plaintext;
  }

  private static String withDigest(byte[] clear, boolean sm) {
    byte[] digest = sm ? sm3(clear) : sha256(clear);
    byte[] both = Arrays.copyOf(clear, clear.length + digest.length);
    System.arraycopy(digest, 0, both, clear.length, digest.length);
    String text = DewWrappedKey.hex(both);
    Arrays.fill(both, (byte) 0);
    return text;
  }

  // DEW: the documents leave open which digest comes with a key that an SM4 key had wrapped.
  private static void checkDigest(SecretBytes plaintext, String digest) {
    if (digest.isEmpty()) {
      return;
    }
    byte[] given = DewWrappedKey.unhex(digest);
    boolean fits =
        plaintext.use(
            clear ->
                MessageDigest.isEqual(given, sha256(clear))
                    || MessageDigest.isEqual(given, sm3(clear)));
    if (!fits) {
      plaintext.close();
      throw new KmsException.Unavailable("DEW answered with a key that does not fit its digest");
    }
  }

  private static byte[] sm3(byte[] input) {
    SM3Digest digest = new SM3Digest();
    digest.update(input, 0, input.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;

/**
 * Wraps data keys without a KMS: under a bucket key, or under a customer's key (SPEC §5). A wrap
 * opens only with the same wrapping key, for the same use, suite and object. Thread-safe.
 */
public final class LocalWrap {

  private static final String BUCKET_KEY = "strongroom/bucket-key-wrap@v1";
  private static final String CUSTOMER_KEY = "strongroom/customer-key-wrap@v1";
  private static final String OUTER_KEY = "strongroom/outer-key-wrap@v1";

  private LocalWrap() {}

  /**
   * Wraps under a bucket key.
   *
   * @throws IllegalArgumentException when {@code bucketKey} is not 32 bytes long
   * @throws IllegalStateException when one of the keys is closed
   */
  public static WrappedKey wrap(SecretBytes bucketKey, DataKey dataKey, KeyBinding binding) {
    return wrap(bucketKey, dataKey, binding, BUCKET_KEY);
  }

  /**
   * Undoes {@link #wrap}. The caller closes the result.
   *
   * @throws io.strongroom.crypto.aead.CiphertextRejected when any argument differs
   */
  public static DataKey unwrap(
      SecretBytes bucketKey, Suite suite, WrappedKey wrapped, KeyBinding binding) {
    return unwrap(bucketKey, suite, wrapped, binding.additionalData(BUCKET_KEY, suite), BUCKET_KEY);
  }

  /**
   * Wraps under a key derived from the customer's.
   *
   * @throws IllegalArgumentException when {@code customerKey} is not 32 bytes long
   */
  public static WrappedKey wrapWithCustomerKey(
      SecretBytes customerKey, DataKey dataKey, KeyBinding binding) {
    return wrap(customerKey, dataKey, binding, CUSTOMER_KEY);
  }

  /**
   * Undoes {@link #wrapWithCustomerKey}. The caller closes the result.
   *
   * @param customerKey as presented, of whatever length
   * @throws io.strongroom.crypto.aead.CiphertextRejected when any argument differs: in practice,
   *     the key is not the customer's
   */
  public static DataKey unwrapWithCustomerKey(
      SecretBytes customerKey, Suite suite, WrappedKey wrapped, KeyBinding binding) {
    return unwrap(
        customerKey, suite, wrapped, binding.additionalData(CUSTOMER_KEY, suite), CUSTOMER_KEY);
  }

  /**
   * Wraps the key of an outer layer under a bucket key: as {@link #wrap}, for that use alone.
   *
   * @throws IllegalArgumentException when {@code bucketKey} is not 32 bytes long
   */
  public static WrappedKey wrapOuter(SecretBytes bucketKey, DataKey outerKey, KeyBinding binding) {
    return wrap(bucketKey, outerKey, binding, OUTER_KEY);
  }

  /**
   * Undoes {@link #wrapOuter}. The caller closes the result.
   *
   * @param layer the suite of the layer
   * @throws io.strongroom.crypto.aead.CiphertextRejected when any argument differs
   */
  public static DataKey unwrapOuter(
      SecretBytes bucketKey, Suite layer, WrappedKey wrapped, KeyBinding binding) {
    return unwrap(bucketKey, layer, wrapped, binding.additionalData(OUTER_KEY, layer), OUTER_KEY);
  }

  private static WrappedKey wrap(
      SecretBytes wrappingKey, DataKey dataKey, KeyBinding binding, String purpose) {
    return Wrapping.wrap(
        wrappingKey, dataKey.secret(), purpose, binding.additionalData(purpose, dataKey.suite()));
  }

  private static DataKey unwrap(
      SecretBytes wrappingKey,
      Suite suite,
      WrappedKey wrapped,
      byte[] additionalData,
      String purpose) {
    return DataKey.of(suite, Wrapping.unwrap(wrappingKey, wrapped, purpose, additionalData));
  }
}

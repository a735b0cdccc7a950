package io.strongroom.kms.provider;

/** One service's client: one attempt per call, with connections or keys of its own to close. */
public interface ProviderKmsClient extends WrappingKmsClient, AutoCloseable {

  @Override
  void close();
}

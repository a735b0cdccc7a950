package io.strongroom.kms.aws;

import java.net.URI;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClientBuilder;

/** Builds the vendor's client the way this project needs it. */
final class AwsSdk {

  /** Answers are a few hundred bytes: threads are not what limits the rate. */
  private static final int EVENT_LOOPS = 2;

  private AwsSdk() {}

  static KmsAsyncClient client(AwsKmsSettings settings) {
    AwsKmsSettings.Http http = settings.http();
    KmsAsyncClientBuilder builder =
        KmsAsyncClient.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            // Callers' continuations must not run on the connection's event loop.
            .asyncConfiguration(
                async ->
                    async.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                        Executors.newVirtualThreadPerTaskExecutor()))
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(EVENT_LOOPS))
                    .maxConcurrency(http.connections())
                    .connectionTimeout(http.connect())
                    .connectionAcquisitionTimeout(http.answer())
                    .readTimeout(http.answer())
                    .writeTimeout(http.answer()))
            .overrideConfiguration(override(http));
    URI endpoint = settings.endpoint();
    return endpoint == null ? builder.build() : builder.endpointOverride(endpoint).build();
  }

  private static ClientOverrideConfiguration override(AwsKmsSettings.Http http) {
    return ClientOverrideConfiguration.builder()
        // One attempt: four here times four in our own retries would be sixteen.
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .apiCallAttemptTimeout(http.answer())
        .apiCallTimeout(http.answer())
        .build();
  }

  private static AwsCredentialsProvider credentials(AwsKmsSettings settings) {
    AwsKmsSettings.Credentials fixed = settings.credentials();
    if (fixed == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return new SecretCredentials(fixed);
  }
}

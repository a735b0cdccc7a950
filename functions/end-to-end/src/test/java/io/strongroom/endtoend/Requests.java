package io.strongroom.endtoend;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Gives requests of the AWS SDK headers, signed with the rest. */
final class Requests {
  private Requests() {}

  @SafeVarargs
  static Consumer<AwsRequestOverrideConfiguration.Builder> with(Map<String, String>... headers) {
    return configuration -> {
      for (Map<String, String> some : headers) {
        some.forEach(configuration::putHeader);
      }
    };
  }
}

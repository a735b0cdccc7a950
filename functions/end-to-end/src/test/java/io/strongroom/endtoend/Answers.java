package io.strongroom.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Notes every refusal that an AWS client is sent, also those that it tries again by itself. */
final class Answers implements ExecutionInterceptor {
  private static final Pattern CODE = Pattern.compile("<Code>([^<]+)</Code>");

  private static final ExecutionAttribute<Long> SENT = new ExecutionAttribute<>("sent");

  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicLong longest = new AtomicLong();

  /** The longest that a request took until its answer began. */
  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attributes.putAttribute(SENT, System.nanoTime());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    longest.accumulateAndGet(System.nanoTime() - attributes.getAttribute(SENT), Math::max);
  }

  /** Status and code of each, for example {@code 503 SlowDown}. */
  Queue<String> refusals() {
    return refusals;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    int status = context.httpResponse().statusCode();
    if (status < 400 || context.responseBody().isEmpty()) {
      return context.responseBody();
    }
    try {
      byte[] body = context.responseBody().get().readAllBytes();
      Matcher code = CODE.matcher(new String(body, StandardCharsets.UTF_8));
      refusals.add(status + " " + (code.find() ? code.group(1) : ""));
      return Optional.of(new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

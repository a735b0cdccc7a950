package io.strongroom.kms.keywhiz;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.local.KeyRing;
import io.strongroom.kms.local.RingWrapper;
import io.strongroom.kms.provider.LocalSeal;
import io.strongroom.kms.provider.Standing;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.wire.JsonHttp;
import io.strongroom.kms.wire.ServiceAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Keys delivered by Keywhiz, each under its own name: a secret of exactly 32 bytes is the key's
 * only version, any other is read as the text form of a {@link KeyRing}. Delivered keys are used
 * until they reach their maximum age, and never beyond it. Thread-safe.
 */
public final class KeywhizKeys implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final int MOST_KEYS = 1_000;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private record Delivery(CompletableFuture<KeyRing> ring, Instant until) {}

  private final KeywhizSettings settings;
  private final JsonHttp http;
  private final InstantSource clock;
  private final Standing standing = new Standing();
  private final Map<String, Delivery> deliveries = new HashMap<>();

  private KeywhizKeys(KeywhizSettings settings, JsonHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /** Connects at the first call. */
  public static KeywhizKeys create(KeywhizSettings settings, InstantSource clock) {
    return new KeywhizKeys(
        settings, JsonHttp.create(settings.tls(), settings.connect(), settings.answer()), clock);
  }

  /** Wraps under delivered keys, and closes this when it is closed. */
  public WrapService wrapper() {
    return new RingWrapper(this::deliver, standing::trouble, this::close);
  }

  private CompletionStage<KeyRing> deliver(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new KmsException.NotFound("'%s' is not a name of a Keywhiz secret".formatted(name));
    }
    CompletableFuture<KeyRing> ring = new CompletableFuture<>();
    synchronized (this) {
      Delivery known = deliveries.get(name);
      if (known != null
          && !known.ring().isCompletedExceptionally()
          && clock.instant().isBefore(known.until())) {
        return known.ring();
      }
      deliveries.values().removeIf(this::isOver);
      if (deliveries.size() >= MOST_KEYS) {
        throw new KmsException.Throttled(
            "too many Keywhiz keys in use", Optional.of(Duration.ofSeconds(5)));
      }
      deliveries.put(name, new Delivery(ring, clock.instant().plus(settings.maxAge())));
    }
    fetch(name, ring);
    return ring;
  }

  private boolean isOver(Delivery delivery) {
    boolean over =
        delivery.ring().isCompletedExceptionally() || !clock.instant().isBefore(delivery.until());
    if (over) {
      zeroLater(delivery.ring());
    }
    return over;
  }

  /** Calls under way may still be using it. */
  private static void zeroLater(CompletableFuture<KeyRing> ring) {
    CompletableFuture.delayedExecutor(GRACE.toSeconds(), TimeUnit.SECONDS)
        .execute(() -> zero(ring));
  }

  private static void zero(CompletableFuture<KeyRing> delivered) {
    var _ = delivered.thenAccept(KeyRing::close);
  }

  private void fetch(String name, CompletableFuture<KeyRing> ring) {
    http.send("GET", settings.address().resolve("/secret/" + name), Map.of(), null)
        .whenComplete(
            (answer, error) -> {
              try {
                if (error != null) {
                  ring.completeExceptionally(error);
                } else {
                  ring.complete(read(name, answer));
                }
              } catch (KmsException | IllegalArgumentException e) {
                ring.completeExceptionally(
                    e instanceof KmsException
                        ? e
                        : new KmsException.InvalidState(
                            "the secret '%s' holds no key".formatted(name)));
              }
            });
  }

  private KeyRing read(String name, ServiceAnswer answer) {
    String message = "Keywhiz answered %d for '%s'".formatted(answer.status(), name);
    if (answer.status() == 401) {
      throw standing.refused("Keywhiz does not know the client certificate");
    }
    standing.accepted();
    switch (answer.status()) {
      case 200 -> {}
      case 403 -> throw new KmsException.AccessDenied(message);
      case 404 -> throw new KmsException.NotFound(message);
      case 429 -> throw new KmsException.Throttled(message, answer.retryAfter());
      default -> throw new KmsException.Unavailable(message);
    }
    byte[] secret = answer.requiredBytes("secret");
    try {
      return secret.length == LocalSeal.KEY_BYTES
          ? KeyRing.of(name, secret)
          : KeyRing.parse(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public synchronized void close() {
    deliveries.values().forEach(delivery -> zero(delivery.ring()));
    deliveries.clear();
    http.close();
  }
}

package io.strongroom.function.console;

import io.strongroom.function.console.session.ConsoleSessions;
import io.strongroom.function.console.session.SignInAttempts;
import io.strongroom.function.console.visit.ObjectEndpoint;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** From configuration to what the console is made of. */
final class ConsoleBeans {

  private static final int MOST_SESSIONS = 4_096;

  /**
   * SignInAttempts under way count among them: many people may sign in from one address at once.
   */
  private static final int MOST_FAILURES = 30;

  private static final Duration FAILURES_COUNT = Duration.ofMinutes(1);

  @Produces
  @Singleton
  ConsoleSessions sessions(ConsoleConfig config, InstantSource clock) {
    return new ConsoleSessions(config.idle(), config.longest(), MOST_SESSIONS, clock);
  }

  @Produces
  @Singleton
  ObjectEndpoint objects(
      ConsoleConfig config, @ConfigProperty(name = "quarkus.http.ssl-port") int port) {
    return new ObjectEndpoint(config.objects(), port);
  }

  @Produces
  @Singleton
  SignInAttempts attempts(InstantSource clock) {
    return new SignInAttempts(MOST_FAILURES, FAILURES_COUNT, clock);
  }
}

package io.strongroom.protocol.http.form;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds an upload by a form to the policy that came with it, whose signature holds. Thread-safe.
 */
public final class FormRules {

  private static final String POLICY = "policy";
  private static final String KEY = "key";
  private static final String BUCKET = "bucket";

  private final InstantSource clock;
  private final Function<String, RequestError> unmet;

  /**
   * @param unmet what it is called when a form is not as its policy says
   */
  public FormRules(InstantSource clock, Function<String, RequestError> unmet) {
    this.clock = clock;
    this.unmet = unmet;
  }

  /** The value of a field that there has to be, named as {@code shown}. */
  public static String required(WireRequest form, String field, String shown) {
    return form.headers()
        .first(field)
        .orElseThrow(
            () ->
                new ObjectStoreException(
                    new RequestError.InvalidArgument(
                        "Bucket POST must contain a field named '%s'.  If it is specified, please"
                                .formatted(shown)
                            + " check the order of the fields.",
                        shown,
                        "")));
  }

  /**
   * The upload, whose file is as long as the policy allows.
   *
   * @throws ObjectStoreException InvalidArgument without a key, InvalidPolicyDocument, AccessDenied
   *     when it has expired, and what the dialect calls an unmet condition
   */
  public WireRequest require(WireRequest form, Route route) {
    required(form, KEY, KEY);
    FormPolicy policy = FormPolicyParser.parse(required(form, POLICY, POLICY));
    if (!clock.instant().isBefore(policy.expiration())) {
      throw new ObjectStoreException(
          new RequestError.AccessDenied("Invalid according to Policy: Policy expired."));
    }
    policy
        .unmet(name -> value(form, route, name))
        .ifPresent(
            condition -> {
              throw refused("Policy Condition failed: " + condition.text());
            });
    Set<String> sent =
        form.headers().fields().stream()
            .map(field -> field.name())
            .filter(name -> !PostedForm.KEPT.contains(name) && !name.equals("authorization"))
            .collect(Collectors.toSet());
    String extra = String.join(", ", policy.uncovered(sent));
    if (!extra.isEmpty()) {
      throw refused("Extra input fields: " + extra);
    }
    return limited(form, policy);
  }

  private static Optional<String> value(WireRequest form, Route route, String name) {
    return switch (name) {
      case BUCKET -> route.bucket();
      case KEY -> route.key();
      default -> form.headers().first(name).map(HeaderText::decode);
    };
  }

  private static WireRequest limited(WireRequest form, FormPolicy policy) {
    return form.withBody(() -> new SizedFile(form.body().get(), policy.size()));
  }

  private ObjectStoreException refused(String detail) {
    return new ObjectStoreException(unmet.apply("Invalid according to Policy: " + detail));
  }
}

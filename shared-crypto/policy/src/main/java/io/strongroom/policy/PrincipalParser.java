package io.strongroom.policy;

import io.strongroom.policy.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads whom a statement is about. */
final class PrincipalParser {

  private static final String EVERYONE = "*";
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern FEDERATION =
      Pattern.compile(
          "arn:aws[a-z-]*:iam::[0-9]{12}:(?:saml|oidc)-provider/[\\w+=,.@/:-]{1,512}"
              + "|[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
  private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DOMAIN_USER =
      Pattern.compile("domain/[\\w-]{1,64}:(?:root|(?:user|agency)/(?:\\*|[^*?/:]{1,128}))");
  private static final Pattern DOMAIN_FEDERATION =
      Pattern.compile("domain/[\\w-]{1,64}:(?:identity-provider|group)/[^*?/:]{1,128}");

  private final DocumentWords words;

  PrincipalParser(DocumentWords words) {
    this.words = words;
  }

  PrincipalElement parse(Elements elements, boolean allows) {
    boolean inverted = elements.isInverted("Principal");
    if (inverted && allows) {
      throw new PolicyException(new PolicyError.AllowAllBut());
    }
    String element = inverted ? "NotPrincipal" : "Principal";
    Json value = elements.required(element);
    boolean domains = words.grammar().form() != PolicyForm.AWS;
    if (value instanceof Json.Text(String text)) {
      requireValid(text, text.equals(EVERYONE));
      return new PrincipalElement(domains, inverted, true, Set.of());
    }
    Set<String> names = new HashSet<>();
    Map<String, Json> members = Elements.object(value, element);
    members.forEach((type, list) -> names.addAll(names(type, list)));
    if (names.isEmpty()) {
      throw new PolicyException(new PolicyError.Empty(element));
    }
    return new PrincipalElement(domains, inverted, names.remove(EVERYONE), names);
  }

  private List<String> names(String type, Json value) {
    boolean known =
        words.grammar().isAws()
            ? words.grammar().kind().principalTypes().contains(type)
            : Set.of("ID", "Federated", "Service").contains(type);
    if (!known) {
      throw new PolicyException(new PolicyError.UnknownMember(type));
    }
    List<String> names = words.counted(Elements.texts(value, type));
    names.forEach(name -> requireValid(name, isValid(type, name)));
    return names;
  }

  private boolean isValid(String type, String name) {
    return words.grammar().isAws() ? isOfAws(type, name) : isOfObs(type, name);
  }

  private static boolean isOfAws(String type, String name) {
    return switch (type) {
      case "AWS" -> name.equals(EVERYONE) || Arns.isPrincipal(name);
      case "Service" -> SERVICE.matcher(name).matches();
      case "Federated" -> FEDERATION.matcher(name).matches();
      case "CanonicalUser" -> CANONICAL_USER.matcher(name).matches();
      default -> false;
    };
  }

  private static boolean isOfObs(String type, String name) {
    return switch (type) {
      case "ID" -> name.equals(EVERYONE) || DOMAIN_USER.matcher(name).matches();
      case "Federated" -> DOMAIN_FEDERATION.matcher(name).matches();
      case "Service" -> name.equals("obs");
      default -> false;
    };
  }

  private static void requireValid(String name, boolean valid) {
    if (!valid) {
      throw new PolicyException(new PolicyError.InvalidPrincipal(name));
    }
  }
}

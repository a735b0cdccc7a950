package io.strongroom.policy;

import io.strongroom.policy.condition.Condition;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.text.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one statement of a document. */
final class StatementParser {

  private static final Set<String> KNOWN =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern IDENTITY_SID = Pattern.compile("[A-Za-z0-9]*");
  private static final Pattern PLAIN_SID = Pattern.compile("[^\\p{Cntrl}]{0,256}");
  private static final Template EVERYTHING = Template.parse("*", false);

  private final DocumentWords words;
  private final Grammar grammar;
  private final PrincipalParser principals;
  private final ActionParser actions;
  private final ConditionParser conditions;

  StatementParser(DocumentWords words) {
    this.words = words;
    this.grammar = words.grammar();
    this.principals = new PrincipalParser(words);
    this.actions = new ActionParser(words);
    this.conditions = new ConditionParser(words);
  }

  Statement parse(Json json, int index) {
    Elements elements = Elements.of(json, "Statement", KNOWN);
    boolean allows = allows(elements);
    Optional<String> sid = elements.text("Sid");
    sid.ifPresent(this::requireSid);
    Statement statement =
        new Statement(
            new StatementRef(index, sid),
            allows,
            principals(elements, allows),
            subject(elements),
            elements.has("Condition")
                ? conditions.parse(elements.required("Condition"))
                : List.of());
    if (grammar.isAws()) {
      requireFitting(elements, statement);
    }
    return statement;
  }

  // Huawei keeps statements whose parts do not fit; they have no effect.
  private void requireFitting(Elements elements, Statement statement) {
    StatementScope scope =
        new StatementScope(
            named(elements, "Action"),
            named(elements, "Resource"),
            statement.conditions().stream().map(Condition::key).collect(Collectors.toSet()));
    grammar
        .vocabulary()
        .misfit(scope)
        .ifPresent(
            error -> {
              throw new PolicyException(error);
            });
  }

  private static List<String> named(Elements elements, String element) {
    return elements.has(element)
        ? Elements.texts(elements.required(element), element)
        : List.of("*");
  }

  private void requireSid(String sid) {
    Pattern form = grammar.kind().namesPrincipals() ? PLAIN_SID : IDENTITY_SID;
    if (!form.matcher(sid).matches()) {
      throw new PolicyException(new PolicyError.InvalidSid(sid));
    }
  }

  private static boolean allows(Elements elements) {
    elements.required("Effect");
    String effect = elements.text("Effect").orElse("");
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new PolicyException(new PolicyError.InvalidEffect(effect));
    };
  }

  private PrincipalElement principals(Elements elements, boolean allows) {
    if (grammar.kind().namesPrincipals()) {
      return principals.parse(elements, allows);
    }
    prohibit(elements, "Principal");
    return PrincipalElement.HOLDER;
  }

  private static void prohibit(Elements elements, String element) {
    for (String form : List.of(element, "Not" + element)) {
      if (elements.has(form)) {
        throw new PolicyException(new PolicyError.Prohibited(form));
      }
    }
  }

  private Statement.Subject subject(Elements elements) {
    boolean notActions = elements.isInverted("Action");
    String element = notActions ? "NotAction" : "Action";
    List<ActionPattern> named =
        words.counted(Elements.texts(elements.required(element), element)).stream()
            .map(actions::parse)
            .toList();
    if (!grammar.kind().namesResources()) {
      prohibit(elements, "Resource");
      return new Statement.Subject(notActions, named, false, List.of(EVERYTHING));
    }
    boolean everything =
        grammar.form() == PolicyForm.HUAWEI_IAM
            && !elements.has("Resource")
            && !elements.has("NotResource");
    if (everything) {
      return new Statement.Subject(notActions, named, false, List.of(EVERYTHING));
    }
    boolean notResources = elements.isInverted("Resource");
    String resource = notResources ? "NotResource" : "Resource";
    List<Template> resources = new ArrayList<>();
    words
        .counted(Elements.texts(elements.required(resource), resource))
        .forEach(text -> resources.addAll(resources(text)));
    return new Statement.Subject(notActions, named, notResources, resources);
  }

  private List<Template> resources(String text) {
    if (text.equals("*")) {
      return List.of(EVERYTHING);
    }
    List<String> arns =
        switch (grammar.form()) {
          case AWS -> Arns.isPattern(text) ? List.of(text) : List.of();
          case OBS -> text.isEmpty() ? List.of() : ObsNames.arns(text);
          case HUAWEI_IAM -> ObsNames.identityArns(text);
        };
    if (arns.isEmpty() || !arns.stream().allMatch(grammar.vocabulary()::knowsResource)) {
      throw new PolicyException(new PolicyError.InvalidResource(text));
    }
    return arns.stream().map(words::resource).toList();
  }
}

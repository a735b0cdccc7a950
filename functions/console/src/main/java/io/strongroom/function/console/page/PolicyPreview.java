package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.protocol.http.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/**
 * Who could do what under a policy of a bucket: decided for each user by IAM's simulation, with the
 * policies that they have now.
 *
 * @param key of the object that is asked about
 * @param actions as policies call them, one for each column
 * @param more whether there are more users than are shown
 */
public record PolicyPreview(String key, List<String> actions, List<Row> rows, boolean more) {

  /** Nobody was asked about. */
  static final PolicyPreview NONE = new PolicyPreview("", List.of(), List.of(), false);

  private static final String MOST_USERS = "25";
  private static final List<String> OF_BUCKETS = List.of("s3:ListBucket", "s3:PutBucketPolicy");
  private static final List<String> OF_OBJECTS =
      List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject");

  /** A user, and what is decided of each action. */
  public record Row(String user, List<Cell> cells) {}

  /**
   * @param action that is decided of
   * @param allowed whether it would be
   */
  public record Cell(String action, boolean allowed, String text) {}

  public PolicyPreview {
    actions = List.copyOf(actions);
    rows = List.copyOf(rows);
  }

  /** Whether somebody was asked about. */
  public boolean isShown() {
    return !actions.isEmpty();
  }

  /**
   * Asks.
   *
   * @throws io.strongroom.function.console.visit.Refused for a policy that cannot be read, and
   *     where the user may not ask
   */
  static PolicyPreview of(Visit visit, String bucket, String policy, String key) {
    XmlElement found = IdentityDesk.ask(visit, "ListUsers", "MaxItems", MOST_USERS);
    String arn = "arn:aws:s3:::" + bucket;
    List<Row> rows = new ArrayList<>();
    for (XmlElement user : IdentityDesk.members(found, "Users")) {
      List<Cell> cells = new ArrayList<>();
      cells.addAll(decided(visit, user.getText("Arn"), policy, arn, OF_BUCKETS));
      cells.addAll(decided(visit, user.getText("Arn"), policy, arn + "/" + key, OF_OBJECTS));
      rows.add(new Row(user.getText("UserName"), List.copyOf(cells)));
    }
    List<String> actions = new ArrayList<>(OF_BUCKETS);
    actions.addAll(OF_OBJECTS);
    return new PolicyPreview(key, actions, rows, found.findText("Marker").isPresent());
  }

  private static List<Cell> decided(
      Visit visit, String user, String policy, String resource, List<String> actions) {
    List<String> asked =
        new ArrayList<>(
            List.of(
                "PolicySourceArn",
                user,
                "ResourcePolicy",
                policy,
                "ResourceArns.member.1",
                resource,
                "ResourceOwner",
                visit.session().account().value(),
                "ContextEntries.member.1.ContextKeyName",
                "aws:SecureTransport",
                "ContextEntries.member.1.ContextKeyType",
                "boolean",
                "ContextEntries.member.1.ContextKeyValues.member.1",
                "true"));
    for (int i = 0; i < actions.size(); i++) {
      asked.add("ActionNames.member." + (i + 1));
      asked.add(actions.get(i));
    }
    XmlElement told =
        IdentityDesk.ask(visit, "SimulatePrincipalPolicy", asked.toArray(String[]::new));
    return IdentityDesk.members(told, "EvaluationResults").stream()
        .map(PolicyPreview::cell)
        .toList();
  }

  private static Cell cell(XmlElement result) {
    String decision = result.getText("EvalDecision");
    return new Cell(
        result.getText("EvalActionName"),
        decision.equals("allowed"),
        switch (decision) {
          case "allowed" -> "Yes";
          case "explicitDeny" -> "No, denied";
          default -> "No";
        });
  }
}

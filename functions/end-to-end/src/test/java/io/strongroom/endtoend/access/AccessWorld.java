package io.strongroom.endtoend.access;

import io.strongroom.endtoend.access.AccessClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The accounts and people of the corpus on a server: account A is the server's first, B another.
 * Texts of the corpus are translated into their ids.
 */
final class AccessWorld {

  private static final String CORPUS_A = "111122223333";
  private static final String CORPUS_B = "444455556666";
  private static final String CORPUS_KEY = "1234abcd-12ab-34cd-56ef-1234567890a";

  private final AccessClient client;
  private final Key rootA;
  private final Key rootB;
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();

  AccessWorld(AccessClient client, Key rootA) {
    this.client = client;
    this.rootA = rootA;
    Answer other = client.call(rootA, "CreateAccount", "AccountName", "corpus-b").require(200);
    this.rootB =
        new Key(other.element("AccessKeyId"), other.element("SecretAccessKey"), Optional.empty());
    String accountA = client.call(rootA, "GetCallerIdentity").element("Account");
    words.put(CORPUS_A, accountA);
    words.put(CORPUS_B, other.element("Id"));
    words.put("domain/d2:", "domain/" + other.element("DomainId") + ":");
    words.put(":user/u9", ":user/Gast");
    for (String name : List.of("alice", "al@ice", "Ute", "kims-maker")) {
      client.call(rootA, "CreateUser", "UserName", name).require(200);
    }
    client.call(rootA, "CreateUser", "UserName", "bob", "Path", "/dept/").require(200);
    for (String name : List.of("carol", "Gast")) {
      client.call(rootB, "CreateUser", "UserName", name).require(200);
    }
    words.put("domain/d1:", "domain/" + domain(accountA) + ":");
    words.put(
        ":user/u1", ":user/" + client.call(rootA, "GetUser", "UserName", "Ute").element("UserId"));
    addRole(rootA, "etl", accountA);
    addRole(rootA, "backup", accountA);
    addRole(rootB, "job", other.element("Id"));
    for (String last : List.of("b", "c")) {
      words.put(CORPUS_KEY + last, newKey());
    }
    for (String bucket : List.of("vault", "dest", "other")) {
      root(Question.of("PUT", "/" + bucket, "", "")).require(200);
    }
  }

  /** A key of account A. The KMS admits few new ones a second. */
  String newKey() {
    Answer made = client.kms(rootA, "CreateKey", "{}");
    for (int i = 0; made.status() == 400 && i < 50; i++) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      made = client.kms(rootA, "CreateKey", "{}");
    }
    return made.require(200).body().replaceAll("(?s).*\"KeyId\" ?: ?\"([^\"]+)\".*", "$1");
  }

  private String domain(String account) {
    String all = client.call(rootA, "ListAccounts").require(200).body();
    return all.replaceAll("(?s).*<Id>" + account + "</Id>.*?<DomainId>([^<]+)</DomainId>.*", "$1");
  }

  private void addRole(Key root, String name, String account) {
    client
        .call(
            root,
            "CreateRole",
            "RoleName",
            name,
            "AssumeRolePolicyDocument",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
            "Action":"sts:AssumeRole"}]}"""
                .formatted(account))
        .require(200);
  }

  AccessClient client() {
    return client;
  }

  Key rootA() {
    return rootA;
  }

  /** A text of the corpus as this server would have it. */
  String here(String text) {
    String translated = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      translated = translated.replace(word.getKey(), word.getValue());
    }
    return translated;
  }

  Answer root(Question question) {
    return client.objects(Optional.of(rootA), question);
  }

  private record Person(Key root, String kind, String name, String session) {}

  private Person person(String who) {
    return switch (who) {
      case "alice-a" -> new Person(rootA, "User", "alice", "");
      case "bob-a" -> new Person(rootA, "User", "bob", "");
      case "star-a" -> new Person(rootA, "User", "al@ice", "");
      case "obs-user" -> new Person(rootA, "User", "Ute", "");
      case "fed-a" -> new Person(rootA, "User", "kims-maker", "kim");
      case "etl-a" -> new Person(rootA, "Role", "etl", "run1");
      case "obs-agency" -> new Person(rootA, "Role", "backup", "s");
      case "carol-b" -> new Person(rootB, "User", "carol", "");
      case "obs-guest" -> new Person(rootB, "User", "Gast", "");
      case "job-b" -> new Person(rootB, "Role", "job", "j1");
      default -> throw new IllegalArgumentException("nobody is called " + who);
    };
  }

  /** What somebody may do. */
  record Rights(List<String> identity, Optional<String> boundary, Optional<String> session) {}

  /**
   * A new key of somebody with exactly these rights: nothing is known of it anywhere.
   *
   * @return empty for nobody in particular
   */
  Optional<Key> become(String who, Rights rights, Map<String, String> tags) {
    switch (who) {
      case "anonymous" -> {
        return Optional.empty();
      }
      case "root-a" -> {
        return Optional.of(rootA);
      }
      case "root-b" -> {
        return Optional.of(rootB);
      }
      default -> {}
    }
    Person person = person(who);
    setPolicies(person, rights);
    setTags(person, tags);
    if (person.kind().equals("Role")) {
      return Optional.of(session(person, rights));
    }
    Key own = newKey(person);
    return Optional.of(person.session().isEmpty() ? own : federated(own, person, rights));
  }

  private void setPolicies(Person person, Rights rights) {
    String name = person.kind() + "Name";
    for (int i = 0; i < 4; i++) {
      client.call(
          person.root(),
          "Delete" + person.kind() + "Policy",
          name,
          person.name(),
          "PolicyName",
          "p" + i);
    }
    client.call(
        person.root(), "Delete" + person.kind() + "PermissionsBoundary", name, person.name());
    for (int i = 0; i < rights.identity().size(); i++) {
      client
          .call(
              person.root(),
              "Put" + person.kind() + "Policy",
              name,
              person.name(),
              "PolicyName",
              "p" + i,
              "PolicyDocument",
              here(rights.identity().get(i)))
          .require(200);
    }
    rights
        .boundary()
        .map(this::here)
        .ifPresent(
            text ->
                client
                    .call(
                        person.root(),
                        "Put" + person.kind() + "PermissionsBoundary",
                        name,
                        person.name(),
                        "PermissionsBoundary",
                        kept.computeIfAbsent(
                            person.root().id() + text, key -> policy(person.root(), text)))
                    .require(200));
  }

  private String policy(Key root, String text) {
    return client
        .call(root, "CreatePolicy", "PolicyName", "b" + kept.size(), "PolicyDocument", text)
        .require(200)
        .element("Arn");
  }

  private void setTags(Person person, Map<String, String> tags) {
    String name = person.kind() + "Name";
    client.call(
        person.root(), "Untag" + person.kind(), name, person.name(), "TagKeys.member.1", "team");
    tags.forEach(
        (key, value) ->
            client
                .call(
                    person.root(),
                    "Tag" + person.kind(),
                    name,
                    person.name(),
                    "Tags.member.1.Key",
                    key,
                    "Tags.member.1.Value",
                    value)
                .require(200));
  }

  private Key newKey(Person person) {
    List<String> old = new ArrayList<>();
    client
        .call(person.root(), "ListAccessKeys", "UserName", person.name())
        .body()
        .lines()
        .forEach(
            line ->
                Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>")
                    .matcher(line)
                    .results()
                    .forEach(found -> old.add(found.group(1))));
    old.forEach(
        id ->
            client.call(
                person.root(), "DeleteAccessKey", "UserName", person.name(), "AccessKeyId", id));
    Answer made =
        client.call(person.root(), "CreateAccessKey", "UserName", person.name()).require(200);
    return new Key(made.element("AccessKeyId"), made.element("SecretAccessKey"), Optional.empty());
  }

  /** Root is trusted with every role here, and may assume those of its account. */
  private Key session(Person person, Rights rights) {
    String account = client.call(person.root(), "GetCallerIdentity").element("Account");
    List<String> wish =
        new ArrayList<>(
            List.of(
                "RoleArn",
                "arn:aws:iam::" + account + ":role/" + person.name(),
                "RoleSessionName",
                person.session().length() < 2 ? "ss" : person.session()));
    rights.session().ifPresent(text -> wish.addAll(List.of("Policy", here(text))));
    return temporary(client.call(person.root(), "AssumeRole", wish.toArray(String[]::new)));
  }

  private Key federated(Key maker, Person person, Rights rights) {
    client
        .call(
            person.root(),
            "PutUserPolicy",
            "UserName",
            person.name(),
            "PolicyName",
            "p3",
            "PolicyDocument",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}""")
        .require(200);
    List<String> wish = new ArrayList<>(List.of("Name", person.session()));
    rights.session().ifPresent(text -> wish.addAll(List.of("Policy", here(text))));
    return temporary(client.call(maker, "GetFederationToken", wish.toArray(String[]::new)));
  }

  private static Key temporary(Answer granted) {
    granted.require(200);
    return new Key(
        granted.element("AccessKeyId"),
        granted.element("SecretAccessKey"),
        Optional.of(granted.element("SessionToken")));
  }
}

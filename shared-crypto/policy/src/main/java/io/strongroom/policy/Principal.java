package io.strongroom.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks: the names it goes by in policies.
 *
 * @param account 12 digits, or the id of a Huawei domain; empty for callers that are nobody
 * @param names as AWS's form spells them
 * @param domainNames as Huawei's form spells them
 */
public record Principal(
    Kind kind, Optional<String> account, List<Name> names, Set<String> domainNames) {

  private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");

  /** What kind of caller it is. */
  public enum Kind {
    ANONYMOUS,
    ROOT,
    USER,
    SESSION,
    FEDERATED
  }

  /** One name, and what it names. */
  public record Name(Reach reach, String text) {}

  public Principal {
    names = List.copyOf(names);
    domainNames = Set.copyOf(domainNames);
  }

  /** Nobody in particular. */
  public static Principal anonymous() {
    return new Principal(Kind.ANONYMOUS, Optional.empty(), List.of(), Set.of());
  }

  /** The root of an account. */
  public static Principal root(String account) {
    List<Name> names = new ArrayList<>();
    accountNames(account).forEach(name -> names.add(new Name(Reach.OWN, name)));
    return new Principal(Kind.ROOT, Optional.of(account), names, Set.of());
  }

  /** A user, or another identity that goes by one ARN. */
  public static Principal user(String arn, String account) {
    return member(Kind.USER, account, List.of(new Name(Reach.OWN, arn)));
  }

  /** A session of a role. */
  public static Principal session(String arn, String role, String account) {
    return member(
        Kind.SESSION, account, List.of(new Name(Reach.OWN, arn), new Name(Reach.ROLE, role)));
  }

  /** A federated user, whose rights are those of a session policy at most. */
  public static Principal federated(String arn, String account) {
    return member(Kind.FEDERATED, account, List.of(new Name(Reach.OWN, arn)));
  }

  private static Principal member(Kind kind, String account, List<Name> own) {
    List<Name> names = new ArrayList<>(own);
    accountNames(account).forEach(name -> names.add(new Name(Reach.ACCOUNT, name)));
    return new Principal(kind, Optional.of(account), names, Set.of());
  }

  private static List<String> accountNames(String account) {
    List<String> names = new ArrayList<>();
    names.add(account);
    PARTITIONS.forEach(partition -> names.add("arn:" + partition + ":iam::" + account + ":root"));
    return names;
  }

  /** A user of a Huawei domain, named by id or by name. */
  public static Principal domainUser(String domain, String id, String name) {
    String prefix = "domain/" + domain + ":user/";
    return domain(Kind.USER, domain, Set.of(prefix + "*", prefix + id, prefix + name));
  }

  /** An agency of a Huawei domain. */
  public static Principal agency(String domain, String name) {
    String prefix = "domain/" + domain + ":agency/";
    return domain(Kind.USER, domain, Set.of(prefix + "*", prefix + name));
  }

  /** The root of a Huawei domain. */
  public static Principal domainRoot(String domain) {
    return domain(Kind.ROOT, domain, Set.of("domain/" + domain + ":root"));
  }

  private static Principal domain(Kind kind, String domain, Set<String> names) {
    return new Principal(kind, Optional.of(domain), List.of(), names);
  }

  /** This caller, whom policies may name by these too. */
  public Principal named(List<Name> more) {
    List<Name> all = new ArrayList<>(names);
    all.addAll(more);
    return new Principal(kind, account, all, domainNames);
  }

  /** This caller, which goes by {@code more} in Huawei's form too. */
  public Principal alsoKnownAs(Set<String> more) {
    return new Principal(kind, account, names, more);
  }
}

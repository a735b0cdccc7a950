package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.PrincipalNames;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link PrincipalNames} in PostgreSQL. Thread-safe. */
public final class PostgresPrincipalNames implements PrincipalNames {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::([0-9]{12}):root");
  private static final Pattern MEMBER =
      Pattern.compile("arn:[^:]+:iam::([0-9]{12}):(user|role)(/|/.*/)([^/]+)");
  private static final Pattern SESSION =
      Pattern.compile("arn:[^:]+:sts::([0-9]{12}):assumed-role/([^/]+)/(.+)");
  private static final Pattern FEDERATED =
      Pattern.compile("arn:[^:]+:sts::([0-9]{12}):federated-user/.+");

  /** Compares names with case, as principals do. */
  private static final String FIND =
      """
      select 'ACCOUNT' as kind, a.id as account, '' as path, '' as name, a.id
        from identity.account a where a.id = any (cast($1 as text[]))
      union all
      select p.kind, p.account, p.path, p.name, p.id
        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[])) as w (account, kind, name)
        join identity.principal p on p.account = w.account and p.kind = w.kind and p.name = w.name
      """;

  private final Answers answers;

  public PostgresPrincipalNames(Pool pool) {
    this.answers = new Answers(pool);
  }

  /** What is looked for. The path is that of users and roles; of a session's role it is open. */
  private record Wanted(String kind, String account, Optional<String> path, String name) {

    private boolean is(Found found) {
      return kind.equals(found.kind())
          && account.equals(found.account())
          && name.equals(found.name())
          && path.map(found.path()::equals).orElse(true);
    }
  }

  private record Found(String kind, String account, String path, String name, String id) {}

  @Override
  public Uni<Map<String, String>> known(Set<String> names) {
    Map<String, Wanted> wanted = new HashMap<>();
    names.forEach(name -> wanted(name).ifPresent(each -> wanted.put(name, each)));
    List<Wanted> all = new ArrayList<>(wanted.values());
    return answers
        .list(
            FIND,
            row ->
                new Found(
                    row.getString("kind"),
                    row.getString("account"),
                    row.getString("path"),
                    row.getString("name"),
                    row.getString("id")),
            all.stream().map(Wanted::account).toArray(String[]::new),
            all.stream().map(Wanted::kind).toArray(String[]::new),
            all.stream().map(Wanted::name).toArray(String[]::new))
        .map(found -> ids(wanted, found));
  }

  private static Optional<Wanted> wanted(String name) {
    if (ACCOUNT.matcher(name).matches()) {
      return Optional.of(account(name));
    }
    Matcher member = MEMBER.matcher(name);
    if (member.matches()) {
      return Optional.of(
          new Wanted(
              member.group(2).toUpperCase(Locale.ROOT),
              member.group(1),
              Optional.of(member.group(3)),
              member.group(4)));
    }
    Matcher session = SESSION.matcher(name);
    if (session.matches()) {
      return Optional.of(new Wanted("ROLE", session.group(1), Optional.empty(), session.group(2)));
    }
    for (Pattern ofAccount : List.of(ROOT, FEDERATED)) {
      Matcher account = ofAccount.matcher(name);
      if (account.matches()) {
        return Optional.of(account(account.group(1)));
      }
    }
    return Optional.empty();
  }

  private static Wanted account(String id) {
    return new Wanted("ACCOUNT", id, Optional.empty(), "");
  }

  private static Map<String, String> ids(Map<String, Wanted> wanted, List<Found> found) {
    Map<String, String> ids = new HashMap<>();
    wanted.forEach(
        (name, each) ->
            found.stream()
                .filter(each::is)
                .findFirst()
                .ifPresent(one -> ids.put(name, id(name, one))));
    return ids;
  }

  /** Of a session, its role's id and its own name; of whatever has no id, the name. */
  private static String id(String name, Found found) {
    Matcher session = SESSION.matcher(name);
    if (session.matches()) {
      return found.id() + ":" + session.group(3);
    }
    return found.kind().equals("ACCOUNT") ? name : found.id();
  }
}

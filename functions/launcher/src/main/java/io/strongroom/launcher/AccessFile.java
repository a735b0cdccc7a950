package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import io.strongroom.local.command.Subcommand;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command {@code access apply}: brings users, groups, roles and policies of the root's account
 * to what a file says. What the file names is made exactly so; what it does not name stays. The
 * file is read and understood as a whole before anything is changed; applying it again changes
 * nothing.
 */
final class AccessFile {

  private static final int DEPTH = 16;
  private static final int LONGEST = 4 * 1024 * 1024;
  private static final Set<String> SECTIONS = Set.of("policies", "groups", "users", "roles");

  private final IdentityClient client;
  private final PrintStream out;

  AccessFile(IdentityClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  static Subcommand subcommand() {
    return Subcommand.group(
        "access",
        "users, groups, roles and policies from a file: apply",
        ServerCommand.of(
            Subcommand.named("apply", "make users, groups, roles and policies what a file says")
                .word("FILE", "JSON; see docs/access.md"),
            (client, given, out) ->
                new AccessFile(client, out).apply(given.path("FILE").orElseThrow())));
  }

  /** Somebody as the file has them. */
  record Wanted(
      String kind,
      String name,
      List<String> policies,
      List<String> groups,
      Optional<String> boundary,
      Optional<String> trust,
      Map<String, String> tags,
      Optional<Path> keyFile) {}

  /** The whole file. */
  record Content(Map<String, String> policies, List<Wanted> members) {}

  /**
   * Applies a file.
   *
   * @throws StartupException with what is wrong in the file, before anything is changed, or with
   *     what the server refused
   */
  void apply(Path file) {
    Content content = read(file);
    new AccessApplier(client, out).apply(content);
  }

  static Content read(Path file) {
    Map<String, Json> top = object(json(file), "the file");
    requireKnown(top, SECTIONS, "the file");
    Map<String, String> policies = new LinkedHashMap<>();
    section(top, "policies")
        .forEach((name, document) -> policies.put(name, JsonText.of(object(document, name))));
    List<Wanted> members = new ArrayList<>();
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    section(top, "groups")
        .forEach((name, json) -> members.add(wanted("Group", name, json, folder)));
    section(top, "users").forEach((name, json) -> members.add(wanted("User", name, json, folder)));
    section(top, "roles").forEach((name, json) -> members.add(wanted("Role", name, json, folder)));
    requireGroups(members);
    return new Content(policies, members);
  }

  private static void requireGroups(List<Wanted> members) {
    Set<String> groups =
        Set.copyOf(
            members.stream()
                .filter(each -> each.kind().equals("Group"))
                .map(Wanted::name)
                .toList());
    members.stream()
        .flatMap(each -> each.groups().stream())
        .filter(group -> !groups.contains(group))
        .findFirst()
        .ifPresent(
            group -> {
              throw new StartupException(
                  "The file names the group " + group + " and has none of it");
            });
  }

  private static Json json(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new StartupException(file + " is too long");
      }
      return JsonReader.parse(Files.readString(file), DEPTH);
    } catch (IOException e) {
      throw new StartupException("Cannot read " + file + ": " + DataDirectory.reason(e), e);
    } catch (JsonException e) {
      throw new StartupException(file + " is not JSON: " + e.detail());
    }
  }

  private static Map<String, Json> section(Map<String, Json> top, String name) {
    return Optional.ofNullable(top.get(name)).map(json -> object(json, name)).orElse(Map.of());
  }

  private static Wanted wanted(String kind, String name, Json json, Path folder) {
    Map<String, Json> members = object(json, name);
    requireKnown(
        members,
        switch (kind) {
          case "Group" -> Set.of("policies");
          case "User" -> Set.of("policies", "groups", "boundary", "tags", "keyFile");
          default -> Set.of("policies", "boundary", "tags", "trust");
        },
        name);
    Map<String, String> tags = new LinkedHashMap<>();
    section(members, "tags").forEach((key, value) -> tags.put(key, text(value, key)));
    Optional<String> trust =
        Optional.ofNullable(members.get("trust")).map(value -> JsonText.of(object(value, "trust")));
    if (kind.equals("Role") && trust.isEmpty()) {
      throw new StartupException("The role " + name + " has no trust");
    }
    return new Wanted(
        kind,
        name,
        texts(members, "policies"),
        texts(members, "groups"),
        Optional.ofNullable(members.get("boundary")).map(value -> text(value, "boundary")),
        trust,
        tags,
        Optional.ofNullable(members.get("keyFile"))
            .map(value -> folder.resolve(text(value, "keyFile"))));
  }

  private static void requireKnown(Map<String, Json> members, Set<String> known, String where) {
    members.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new StartupException("Nobody knows " + name + " in " + where);
            });
  }

  private static List<String> texts(Map<String, Json> members, String name) {
    if (!members.containsKey(name)) {
      return List.of();
    }
    if (!(members.get(name) instanceof Json.Elements(List<Json> list))) {
      throw new StartupException(name + " is no list");
    }
    return list.stream().map(each -> text(each, name)).toList();
  }

  private static Map<String, Json> object(Json json, String what) {
    if (json instanceof Json.Members(Map<String, Json> members)) {
      return members;
    }
    throw new StartupException(what + " is no object");
  }

  private static String text(Json json, String what) {
    if (json instanceof Json.Text(String text)) {
      return text;
    }
    throw new StartupException(what + " is no text");
  }
}

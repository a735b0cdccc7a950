package io.strongroom.launcher;

import io.strongroom.launcher.AccessFile.Content;
import io.strongroom.launcher.AccessFile.Wanted;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a running server's identities what a file says. */
final class AccessApplier {

  private final IdentityClient client;
  private final PrintStream out;

  AccessApplier(IdentityClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** Policies first, then those who have them: nobody is wider meanwhile than before or after. */
  void apply(Content content) {
    String account = client.call("GetCallerIdentity").text("Account");
    content.policies().forEach((name, document) -> policy(account, name, document));
    for (Wanted wanted : content.members()) {
      member(account, wanted);
    }
  }

  private void policy(String account, String name, String document) {
    String arn = arn(account, name);
    Optional<IdentityClient.Answer> found = client.find("GetPolicy", "PolicyArn", arn);
    if (found.isEmpty()) {
      client.call("CreatePolicy", "PolicyName", name, "PolicyDocument", document);
      out.println("made policy " + name);
      return;
    }
    String version = found.get().text("DefaultVersionId");
    String now =
        URLDecoder.decode(
            client
                .call("GetPolicyVersion", "PolicyArn", arn, "VersionId", version)
                .text("Document"),
            StandardCharsets.UTF_8);
    if (!now.equals(document)) {
      makeRoom(arn, version);
      client.call(
          "CreatePolicyVersion",
          "PolicyArn",
          arn,
          "PolicyDocument",
          document,
          "SetAsDefault",
          "true");
      out.println("changed policy " + name);
    }
  }

  /** A policy has five versions; the oldest that does not count goes. */
  private void makeRoom(String arn, String counting) {
    List<String> versions =
        client.call("ListPolicyVersions", "PolicyArn", arn).all("VersionId").toList();
    if (versions.size() >= 5) {
      versions.reversed().stream()
          .filter(version -> !version.equals(counting))
          .findFirst()
          .ifPresent(
              version ->
                  client.call("DeletePolicyVersion", "PolicyArn", arn, "VersionId", version));
    }
  }

  private static String arn(String account, String name) {
    return name.startsWith("arn:")
        ? name
        : UserPolicies.canned(name).orElse("arn:aws:iam::" + account + ":policy/" + name);
  }

  private void member(String account, Wanted wanted) {
    String parameter = wanted.kind() + "Name";
    if (client.find("Get" + wanted.kind(), parameter, wanted.name()).isEmpty()) {
      create(wanted);
    } else {
      wanted
          .trust()
          .ifPresent(
              trust ->
                  client.call(
                      "UpdateAssumeRolePolicy", parameter, wanted.name(), "PolicyDocument", trust));
    }
    bound(account, wanted);
    tag(wanted);
    attach(account, wanted);
    if (wanted.kind().equals("User")) {
      join(wanted);
      wanted.keyFile().ifPresent(file -> key(wanted.name(), file));
    }
  }

  private void create(Wanted wanted) {
    if (wanted.trust().isPresent()) {
      client.call(
          "CreateRole",
          "RoleName",
          wanted.name(),
          "AssumeRolePolicyDocument",
          wanted.trust().get());
    } else {
      client.call("Create" + wanted.kind(), wanted.kind() + "Name", wanted.name());
    }
    out.println("made " + wanted.kind().toLowerCase(Locale.ROOT) + " " + wanted.name());
  }

  /** A limit comes before what it limits. */
  private void bound(String account, Wanted wanted) {
    if (wanted.kind().equals("Group")) {
      return;
    }
    String parameter = wanted.kind() + "Name";
    if (wanted.boundary().isPresent()) {
      client.call(
          "Put" + wanted.kind() + "PermissionsBoundary",
          parameter,
          wanted.name(),
          "PermissionsBoundary",
          arn(account, wanted.boundary().get()));
    } else {
      client.find("Delete" + wanted.kind() + "PermissionsBoundary", parameter, wanted.name());
    }
  }

  private void tag(Wanted wanted) {
    if (wanted.kind().equals("Group")) {
      return;
    }
    String parameter = wanted.kind() + "Name";
    client
        .call("List" + wanted.kind() + "Tags", parameter, wanted.name())
        .all("Key")
        .filter(key -> !wanted.tags().containsKey(key))
        .forEach(
            key ->
                client.call(
                    "Untag" + wanted.kind(), parameter, wanted.name(), "TagKeys.member.1", key));
    for (Map.Entry<String, String> tag : wanted.tags().entrySet()) {
      client.call(
          "Tag" + wanted.kind(),
          parameter,
          wanted.name(),
          "Tags.member.1.Key",
          tag.getKey(),
          "Tags.member.1.Value",
          tag.getValue());
    }
  }

  /** What is attached too much goes first: nobody is wider meanwhile. */
  private void attach(String account, Wanted wanted) {
    String parameter = wanted.kind() + "Name";
    List<String> arns = wanted.policies().stream().map(name -> arn(account, name)).toList();
    List<String> attached =
        client
            .call("ListAttached" + wanted.kind() + "Policies", parameter, wanted.name())
            .all("PolicyArn")
            .toList();
    change("Detach", wanted, attached.stream().filter(arn -> !arns.contains(arn)).toList());
    client
        .call("List" + wanted.kind() + "Policies", parameter, wanted.name())
        .all("member")
        .forEach(
            policy ->
                client.call(
                    "Delete" + wanted.kind() + "Policy",
                    parameter,
                    wanted.name(),
                    "PolicyName",
                    policy));
    change("Attach", wanted, arns.stream().filter(arn -> !attached.contains(arn)).toList());
  }

  private void change(String verb, Wanted wanted, List<String> arns) {
    for (String arn : arns) {
      client.call(
          verb + wanted.kind() + "Policy", wanted.kind() + "Name", wanted.name(), "PolicyArn", arn);
      out.println(verb.toLowerCase(Locale.ROOT) + "ed " + arn + ": " + wanted.name());
    }
  }

  private void join(Wanted wanted) {
    List<String> groups =
        client.call("ListGroupsForUser", "UserName", wanted.name()).all("GroupName").toList();
    groups.stream()
        .filter(group -> !wanted.groups().contains(group))
        .forEach(
            group ->
                client.call("RemoveUserFromGroup", "UserName", wanted.name(), "GroupName", group));
    wanted.groups().stream()
        .filter(group -> !groups.contains(group))
        .forEach(
            group -> client.call("AddUserToGroup", "UserName", wanted.name(), "GroupName", group));
  }

  /** A key is made once: where its file is, it is left alone. */
  private void key(String user, Path file) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      IdentityClient.Answer made = client.call("CreateAccessKey", "UserName", user);
      Files.writeString(
          file,
          "AWS_ACCESS_KEY_ID=%s%nAWS_SECRET_ACCESS_KEY=%s%n"
              .formatted(made.text("AccessKeyId"), made.text("SecretAccessKey")));
      out.println("made a key of " + user + " in " + file);
    } catch (IOException e) {
      throw new StartupException("Cannot write " + file + ": " + DataDirectory.reason(e), e);
    }
  }
}

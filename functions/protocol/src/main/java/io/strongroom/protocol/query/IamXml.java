package io.strongroom.protocol.query;

import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How IAM shows things. Source: IAM API reference, "Data types". */
final class IamXml {

  private IamXml() {}

  static void member(XmlWriter xml, Member member) {
    xml.open(title(member.kind()));
    members(xml, member);
    particulars(xml, member);
    xml.close();
  }

  private static void particulars(XmlWriter xml, Member member) {
    Member.Particulars more = member.particulars();
    more.description().ifPresent(text -> xml.element("Description", text));
    member.trust().ifPresent(trust -> xml.element("MaxSessionDuration", trust.maxSeconds()));
    more.boundary()
        .ifPresent(
            arn ->
                xml.open("PermissionsBoundary")
                    .element("PermissionsBoundaryType", "Policy")
                    .element("PermissionsBoundaryArn", arn)
                    .close());
    tags(xml, more.tags());
  }

  /** IAM: whoever has no tags has no list of them. */
  private static void tags(XmlWriter xml, Map<String, String> tags) {
    if (tags.isEmpty()) {
      return;
    }
    xml.open("Tags");
    new TreeMap<>(tags).forEach((key, value) -> tag(xml, key, value));
    xml.close();
  }

  static void tag(XmlWriter xml, String key, String value) {
    xml.open("member").element("Key", key).element("Value", value).close();
  }

  /** An entry of a list. */
  static void entry(XmlWriter xml, Member member) {
    xml.open("member");
    members(xml, member);
    if (member.kind() == Member.Kind.ROLE) {
      member.trust().ifPresent(trust -> xml.element("MaxSessionDuration", trust.maxSeconds()));
    }
    xml.close();
  }

  private static void members(XmlWriter xml, Member member) {
    String title = title(member.kind());
    xml.element("Path", member.name().path())
        .element(title + "Name", member.name().text())
        .element(title + "Id", member.id())
        .element("Arn", member.arn())
        .element("CreateDate", time(member.createdAt()));
    member
        .trust()
        .ifPresent(trust -> xml.element("AssumeRolePolicyDocument", encoded(trust.policy())));
  }

  static String title(Member.Kind kind) {
    return kind.word().substring(0, 1).toUpperCase(Locale.ROOT) + kind.word().substring(1);
  }

  static void created(XmlWriter xml, KeyAdmin.Created created) {
    try (created) {
      xml.open("AccessKey")
          .element("UserName", created.member().name().text())
          .element("AccessKeyId", created.key().id())
          .element("Status", "Active")
          .element(
              "SecretAccessKey",
              created.secret().use(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
          .element("CreateDate", time(created.key().status().createdAt()))
          .close();
    }
  }

  static void key(XmlWriter xml, StoredKey key, String user) {
    xml.open("member")
        .element("UserName", user)
        .element("AccessKeyId", key.id())
        .element("Status", key.status().active() ? "Active" : "Inactive")
        .element("CreateDate", time(key.status().createdAt()))
        .close();
  }

  static void policy(XmlWriter xml, ManagedPolicy policy) {
    xml.open("Policy");
    policyMembers(xml, policy);
    policy.description().ifPresent(text -> xml.element("Description", text));
    tags(xml, policy.tags());
    xml.close();
  }

  static void policyEntry(XmlWriter xml, ManagedPolicy policy) {
    xml.open("member");
    policyMembers(xml, policy);
    xml.close();
  }

  private static void policyMembers(XmlWriter xml, ManagedPolicy policy) {
    xml.element("PolicyName", policy.name().text())
        .element("PolicyId", policy.id())
        .element("Arn", policy.arn())
        .element("Path", policy.name().path())
        .element("DefaultVersionId", "v" + policy.edition().version())
        .element("AttachmentCount", policy.uses().attachments())
        .element("PermissionsBoundaryUsageCount", policy.uses().boundaries())
        .element("IsAttachable", true)
        .element("CreateDate", time(policy.createdAt()))
        .element("UpdateDate", time(policy.edition().since()));
  }

  /** IAM: documents are percent-encoded (RFC 3986), which SDKs undo. */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

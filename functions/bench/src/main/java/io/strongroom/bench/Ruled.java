package io.strongroom.bench;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket without a policy, one with twenty statements, and a session of a role that is limited by
 * a policy of its own.
 */
record Ruled(String plainBucket, String ruledBucket, Credential session, String token) {

  private static final int STATEMENTS = 20;
  private static final HeaderField FORM =
      new HeaderField("Content-Type", "application/x-www-form-urlencoded");

  static Ruled prepare(Server server) throws IOException {
    String suffix = Long.toString(System.nanoTime(), 36);
    String plain = "plain-" + suffix;
    String ruled = "ruled-" + suffix;
    try (Client client = server.client()) {
      client.send("PUT", "/" + plain);
      client.send("PUT", "/" + ruled);
      client.send("PUT", "/" + ruled + "?policy=", bytes(bucketPolicy(ruled)));
    }
    String role = "bench-" + suffix;
    try (Client iam = new Client(server.endpoint(), server.credential(), "us-east-1", "iam")) {
      String account =
          element(iam.send("POST", "/", bytes("Action=GetCallerIdentity"), FORM), "Account");
      String user = "bench-" + suffix;
      String arn =
          element(iam.send("POST", "/", bytes("Action=CreateUser&UserName=" + user), FORM), "Arn");
      String key =
          iam.send("POST", "/", bytes("Action=CreateAccessKey&UserName=" + user), FORM).start();
      iam.send(
          "POST",
          "/",
          bytes(
              "Action=CreateRole&RoleName="
                  + role
                  + document("AssumeRolePolicyDocument", trust(arn))),
          FORM);
      iam.send(
          "POST",
          "/",
          bytes(
              "Action=PutRolePolicy&RoleName="
                  + role
                  + "&PolicyName=p"
                  + document("PolicyDocument", allowing("s3:*", "*"))),
          FORM);
      return assumed(server, key, "arn:aws:iam::" + account + ":role/" + role, plain, ruled);
    }
  }

  private static Ruled assumed(Server server, String key, String role, String plain, String ruled)
      throws IOException {
    Credential user =
        Server.credential(element(key, "AccessKeyId"), element(key, "SecretAccessKey"));
    try (Client sts = new Client(server.endpoint(), user, "us-east-1", "sts")) {
      String granted =
          sts.send(
                  "POST",
                  "/",
                  bytes(
                      "Action=AssumeRole&RoleSessionName=bench&RoleArn="
                          + encoded(role)
                          + document(
                              "Policy", allowing("s3:GetObject", "arn:aws:s3:::" + ruled + "/*"))),
                  FORM)
              .start();
      return new Ruled(
          plain,
          ruled,
          Server.credential(element(granted, "AccessKeyId"), element(granted, "SecretAccessKey")),
          element(granted, "SessionToken"));
    }
  }

  /** The server as the session sees it. */
  Server asSession(Server server) {
    return new Server() {
      @Override
      public String name() {
        return server.name();
      }

      @Override
      public URI endpoint() {
        return server.endpoint();
      }

      @Override
      public Credential credential() {
        return session;
      }

      @Override
      public Client client() throws IOException {
        return new Client(
            endpoint(), session, "us-east-1", "s3", new HeaderField("x-amz-security-token", token));
      }

      @Override
      public void close() {}
    };
  }

  /** Nineteen that have to be looked at and do not apply, and one that does. */
  private static String bucketPolicy(String bucket) {
    StringBuilder statements = new StringBuilder();
    for (int i = 1; i < STATEMENTS; i++) {
      statements.append(
          """
          {"Sid":"No %d","Effect":"Deny","Principal":"*","Action":["s3:GetObject","s3:Put*"],
          "Resource":"arn:aws:s3:::%s/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"team-%d"},
          "Bool":{"aws:SecureTransport":"true"}}},
          """
              .formatted(i, bucket, i));
    }
    return """
        {"Version":"2012-10-17","Statement":[%s
        {"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::%s/*"}]}"""
        .formatted(statements, bucket);
  }

  private static String allowing(String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}]}"
        .formatted(action, resource);
  }

  private static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}"
        .formatted(principal);
  }

  private static String document(String name, String text) {
    return "&" + name + "=" + encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String element(Wire.Answer answer, String name) {
    return element(answer.start(), name);
  }

  private static String element(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    if (!found.find()) {
      throw new IllegalStateException("the answer has no " + name);
    }
    return found.group(1);
  }
}

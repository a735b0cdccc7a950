package io.strongroom.function.console.page;

import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Bucket policies. What is wrong with one is told by the parser that decides with it. */
@Singleton
public final class PolicyPages {

  private static final String PATH = "/bucket/policy";

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(PATH, PolicyPages::show),
        PageRoute.deed(PATH, PolicyPages::submit),
        PageRoute.deed("/bucket/policy/delete", PolicyPages::remove));
  }

  static String link(String bucket) {
    return WireNames.link(PATH, "bucket", bucket);
  }

  /** Whether there is one, in a few words. */
  static String inWords(Visit visit, String bucket) {
    return policy(visit, bucket)
        .map(
            found ->
                found.isPresent()
                    ? "There is one."
                    : "There is none: only the account's own people get in.")
        .orElse("You may not look at it.");
  }

  private static Optional<Optional<BucketPolicyText>> policy(Visit visit, String bucket) {
    return BucketSettingPages.unlessNotSet(
        () ->
            visit.ask(
                BucketOperations.GET_BUCKET_POLICY, BucketSettingPages.reading(bucket, "policy")));
  }

  private static Reply show(Visit visit) {
    String bucket = visit.query().need("bucket");
    Optional<BucketPolicyText> found =
        policy(visit, bucket)
            .orElseThrow(
                () -> new Refused(403, "AccessDenied", "You may not look at this policy.", ""));
    return Reply.Page.of(
        new PolicyPage(
            Frame.of(visit, "Policy of " + bucket),
            bucket,
            SettingsLink.of(bucket),
            found.map(BucketPolicyText::text).orElse(sample(bucket)),
            found.isPresent(),
            "",
            PolicyPreview.NONE));
  }

  private static Reply submit(Visit visit) {
    return visit.form().text("step").equals("preview") ? preview(visit) : save(visit);
  }

  /** Saves nothing. */
  private static Reply preview(Visit visit) {
    Form form = visit.form();
    String bucket = form.need("bucket");
    String text = form.need("policy");
    String key = form.find("key").orElse("example.txt");
    try {
      PolicyPreview preview = PolicyPreview.of(visit, bucket, text, key);
      return Reply.Page.of(page(visit, bucket, text, "", preview));
    } catch (Refused refused) {
      return kept(visit, bucket, text, refused);
    }
  }

  private static Reply kept(Visit visit, String bucket, String text, Refused refused) {
    if (refused.status() != 400) {
      throw refused;
    }
    return new Reply.Page(400, page(visit, bucket, text, refused.message(), PolicyPreview.NONE));
  }

  /** What is refused stays in the editor, with the reason. */
  private static Reply save(Visit visit) {
    String bucket = visit.form().need("bucket");
    String text = visit.form().text("policy");
    try {
      visit.ask(
          BucketOperations.PUT_BUCKET_POLICY,
          BucketSettingPages.writing(bucket, "policy").with(text));
    } catch (Refused refused) {
      return kept(visit, bucket, text, refused);
    }
    return BucketSettingPages.done(bucket, Done.POLICY_SET);
  }

  private static Reply remove(Visit visit) {
    String bucket = visit.form().need("bucket");
    visit.ask(
        BucketOperations.DELETE_BUCKET_POLICY,
        InnerRequest.of("DELETE", WireNames.bucket(bucket), "policy"));
    return BucketSettingPages.done(bucket, Done.POLICY_REMOVED);
  }

  private static PolicyPage page(
      Visit visit, String bucket, String text, String problem, PolicyPreview preview) {
    return new PolicyPage(
        Frame.of(visit, "Policy of " + bucket),
        bucket,
        SettingsLink.of(bucket),
        text,
        visit.form().has("exists"),
        problem,
        preview);
  }

  /** To begin with: what is sent unencrypted is refused. */
  private static String sample(String bucket) {
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "HttpsOnly",
          "Effect": "Deny",
          "Principal": "*",
          "Action": "s3:*",
          "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"],
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}
        }
      ]
    }
    """
        .formatted(bucket);
  }
}

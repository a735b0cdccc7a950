package io.strongroom.function.console.page;

import io.strongroom.domain.record.Bucket;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.IndentedXml;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.runtime.http.InnerAnswer;
import io.strongroom.runtime.http.InnerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rules of buckets. What is wrong with one is told by the parser of the wire. */
@Singleton
public final class RulesPages {

  private static final String PATH = "/bucket/rules";

  /** Escaped for a form, it has to fit into the most that one may have. */
  private static final int MOST_CHARACTERS = 28_000;

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(PATH, RulesPages::show),
        PageRoute.deed(PATH, RulesPages::save),
        PageRoute.deed("/bucket/rules/delete", RulesPages::remove));
  }

  /** All of them, each in a few words. */
  static List<BucketSettingsPage.Rules> inWords(Visit visit, String bucket) {
    return Arrays.stream(BucketRules.values())
        .map(
            rules ->
                new BucketSettingsPage.Rules(
                    rules.title(), brief(visit, bucket, rules), link(bucket, rules)))
        .toList();
  }

  private static String brief(Visit visit, String bucket, BucketRules rules) {
    return read(visit, bucket, rules)
        .map(
            found ->
                found
                    .map(set -> rules.words(set.result()).size())
                    .map(count -> rules == BucketRules.REPLICATION ? count - 1 : count)
                    .map(count -> Sizes.count(count, "rule", "rules"))
                    .orElse("None"))
        .orElse("You may not look at them");
  }

  private static String link(String bucket, BucketRules rules) {
    return WireNames.link(PATH, "bucket", bucket, "of", rules.word());
  }

  private static BucketRules wanted(Form form) {
    return BucketRules.find(form.need("of")).orElseThrow(Refused::noPage);
  }

  /** As {@link BucketSettingPages#unlessNotSet}, with the document. */
  private static Optional<Optional<InnerAnswer<Bucket>>> read(
      Visit visit, String bucket, BucketRules rules) {
    return BucketSettingPages.unlessNotSet(
        () ->
            visit.answer(
                rules.configuration().read(), BucketSettingPages.reading(bucket, rules.word())));
  }

  private static Reply show(Visit visit) {
    String bucket = visit.query().need("bucket");
    BucketRules rules = wanted(visit.query());
    Optional<InnerAnswer<Bucket>> found = found(visit, bucket, rules);
    String text =
        found
            .map(answer -> IndentedXml.of(answer.wire().body()))
            .orElseGet(() -> rules.sample(visit.session().account().value()));
    boolean tooLong = text.length() > MOST_CHARACTERS;
    return Reply.Page.of(
        page(visit, bucket, rules, found, new RulesPage.Editor(text, tooLong, "")));
  }

  private static RulesPage page(
      Visit visit,
      String bucket,
      BucketRules rules,
      Optional<InnerAnswer<Bucket>> found,
      RulesPage.Editor editor) {
    return new RulesPage(
        Frame.of(visit, rules.title() + ": " + bucket),
        bucket,
        SettingsLink.of(bucket),
        new RulesPage.Subject(rules.word(), rules.title(), rules.purpose()),
        new RulesPage.Set(
            found.isPresent(), found.map(answer -> rules.words(answer.result())).orElse(List.of())),
        editor);
  }

  private static Optional<InnerAnswer<Bucket>> found(
      Visit visit, String bucket, BucketRules rules) {
    return read(visit, bucket, rules)
        .orElseThrow(
            () -> new Refused(403, "AccessDenied", "You may not look at these rules.", ""));
  }

  /** What is refused stays in the editor, with the reason. */
  private static Reply save(Visit visit) {
    String bucket = visit.form().need("bucket");
    BucketRules rules = wanted(visit.form());
    String text = visit.form().text("document");
    try {
      visit.ask(
          rules.configuration().write(),
          BucketSettingPages.writing(bucket, rules.word()).with(text));
    } catch (Refused refused) {
      if (refused.isDenial() || refused.status() == 404 || refused.status() >= 502) {
        throw refused;
      }
      return new Reply.Page(
          400,
          page(
              visit,
              bucket,
              rules,
              found(visit, bucket, rules),
              new RulesPage.Editor(text, false, refused.message())));
    }
    return done(bucket, rules, Done.RULES_SET);
  }

  private static Reply remove(Visit visit) {
    String bucket = visit.form().need("bucket");
    BucketRules rules = wanted(visit.form());
    visit.ask(
        rules.configuration().removal().orElseThrow(),
        InnerRequest.of("DELETE", WireNames.bucket(bucket), rules.word()));
    return done(bucket, rules, Done.RULES_REMOVED);
  }

  private static Reply done(String bucket, BucketRules rules, Done what) {
    return Reply.Elsewhere.to(
        WireNames.link(PATH, "bucket", bucket, "of", rules.word(), "done", what.word()));
  }
}

package io.strongroom.function.console;

import io.strongroom.function.console.page.BucketPages;
import io.strongroom.function.console.page.BucketSettingPages;
import io.strongroom.function.console.page.JobPages;
import io.strongroom.function.console.page.KeyAccessPages;
import io.strongroom.function.console.page.KeyPages;
import io.strongroom.function.console.page.KeyServicesPages;
import io.strongroom.function.console.page.ObjectDeeds;
import io.strongroom.function.console.page.ObjectPages;
import io.strongroom.function.console.page.PolicyPages;
import io.strongroom.function.console.page.RecordsPages;
import io.strongroom.function.console.page.RulesPages;
import io.strongroom.function.console.page.UploadPages;
import io.strongroom.function.console.page.UserPages;
import io.strongroom.function.console.page.VersionPages;
import io.strongroom.function.console.page.WhyPages;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every page of somebody who is signed in. Immutable. */
@Singleton
final class Routes {

  private final Map<String, PageRoute> routes;

  Routes(
      BucketRoutes buckets,
      ObjectRoutes objects,
      KeyRoutes keys,
      JobPages jobs,
      AccessRoutes access) {
    routes =
        Stream.of(
                List.of(PageRoute.page("/", visit -> Reply.Elsewhere.to(BucketPages.LIST))),
                buckets.routes(),
                objects.routes(),
                keys.routes(),
                jobs.routes(),
                access.routes())
            .flatMap(List::stream)
            .collect(
                Collectors.toUnmodifiableMap(
                    route -> name(route.method(), route.path()), Function.identity()));
  }

  /** Of buckets as wholes. */
  @Singleton
  record BucketRoutes(
      BucketPages pages, BucketSettingPages settings, RulesPages rules, PolicyPages policies) {

    List<PageRoute> routes() {
      return Stream.of(pages.routes(), settings.routes(), rules.routes(), policies.routes())
          .flatMap(List::stream)
          .toList();
    }
  }

  /** Of what is in them. */
  @Singleton
  record ObjectRoutes(
      ObjectPages pages, ObjectDeeds deeds, VersionPages versions, UploadPages uploads) {

    List<PageRoute> routes() {
      return Stream.of(pages.routes(), deeds.routes(), versions.routes(), uploads.routes())
          .flatMap(List::stream)
          .toList();
    }
  }

  /** Of keys and of what keeps them. */
  @Singleton
  record KeyRoutes(KeyPages pages, KeyAccessPages access, KeyServicesPages services) {

    List<PageRoute> routes() {
      return Stream.of(pages.routes(), access.routes(), services.routes())
          .flatMap(List::stream)
          .toList();
    }
  }

  /** Of who may do what. */
  @Singleton
  record AccessRoutes(UserPages users, WhyPages reasons, RecordsPages records) {

    List<PageRoute> routes() {
      return Stream.of(users.routes(), reasons.routes(), records.routes())
          .flatMap(List::stream)
          .toList();
    }
  }

  Optional<PageRoute> find(String method, String path) {
    return Optional.ofNullable(routes.get(name(method, path)));
  }

  private static String name(String method, String path) {
    return method + " " + path;
  }
}

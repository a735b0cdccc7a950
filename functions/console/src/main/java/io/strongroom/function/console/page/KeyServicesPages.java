package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.KeyDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.kms.resilience.ResilientKmsClient;
import io.strongroom.runtime.wiring.KmsServices;
import jakarta.inject.Singleton;
import java.util.List;

/** The services that wrap data keys, as this process sees them. For the operator. */
@Singleton
public final class KeyServicesPages {

  private static final String PATH = "/key-services";

  private final KmsServices services;
  private final KeyDesk desk;

  KeyServicesPages(KmsServices services, KeyDesk desk) {
    this.services = services;
    this.desk = desk;
  }

  /** What is here; in the place of the keys where those are in other processes only. */
  public List<PageRoute> routes() {
    PageRoute page = PageRoute.page(PATH, this::show);
    return desk.isHere() ? List.of(page) : List.of(page, PageRoute.page(KeyPages.LIST, this::show));
  }

  private Reply show(Visit visit) {
    // Answered to the operator alone, as everything that concerns the whole service.
    IdentityDesk.ask(visit, "ListAccounts", "MaxItems", "1");
    return Reply.Page.of(
        new KeyServicesPage(
            Frame.of(visit, "Key services"),
            services.health().stream().map(KeyServicesPages::service).toList()));
  }

  private static KeyServicesPage.Service service(ResilientKmsClient.Health health) {
    return new KeyServicesPage.Service(
        health.provider(),
        health
            .trouble()
            .map(trouble -> "Unusable: " + trouble)
            .orElse(health.degraded() ? "Some keys are not asked for" : "Well"),
        !health.degraded(),
        String.valueOf(Math.round(health.callsPerSecond())),
        health.troubledKeys().keySet().stream().sorted().toList());
  }
}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** How the key management services are doing that this server asks. */
@CheckedTemplate(basePath = "console")
public record KeyServicesPage(Frame frame, List<Service> services) implements TemplateInstance {

  /**
   * One of them.
   *
   * @param rate calls per second that are let through now
   * @param troubled keys that are not asked for, each with why
   */
  public record Service(
      String name, String state, boolean well, String rate, List<String> troubled) {}
}

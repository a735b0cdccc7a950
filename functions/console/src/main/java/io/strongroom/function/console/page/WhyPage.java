package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Why a request was refused.
 *
 * @param request its id; empty while nobody asked
 * @param reason empty when none is known
 * @param problem what the service says instead of a reason; empty when it gave one
 */
@CheckedTemplate(basePath = "console")
public record WhyPage(Frame frame, String request, String reason, String problem)
    implements TemplateInstance {}

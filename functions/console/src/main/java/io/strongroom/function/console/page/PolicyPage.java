package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** A bucket policy, to be read and changed. */
@CheckedTemplate(basePath = "console")
public record PolicyPage(
    Frame frame,
    String bucket,
    String settings,
    String text,
    boolean exists,
    String problem,
    PolicyPreview preview)
    implements TemplateInstance {}

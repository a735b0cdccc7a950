package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** A URL with which anybody gets an object for a while. */
@CheckedTemplate(basePath = "console")
public record SharePage(
    Frame frame, String key, String back, String url, String until, QrPicture qr)
    implements TemplateInstance {}

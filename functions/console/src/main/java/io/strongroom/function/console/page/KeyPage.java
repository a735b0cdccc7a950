package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** A key, what needs it, and what may be done with it. */
@CheckedTemplate(basePath = "console")
public record KeyPage(
    Frame frame,
    String id,
    String alias,
    String state,
    List<Fact> facts,
    KeyNeeds usage,
    KeyMonths use,
    String access)
    implements TemplateInstance {}

package io.strongroom.function.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;

/** A change of what new objects get, before it is made. */
@CheckedTemplate(basePath = "console")
public record EncryptionPage(
    Frame frame,
    String bucket,
    String settings,
    EncryptionForm form,
    List<Fact> before,
    List<Fact> after,
    String existing)
    implements TemplateInstance {}

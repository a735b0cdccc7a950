package io.strongroom.storage.metadata;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Which part of which upload. */
@Embeddable
record PartRowId(
    @Column(name = "upload_id") String uploadId, @Column(name = "number") int number) {}

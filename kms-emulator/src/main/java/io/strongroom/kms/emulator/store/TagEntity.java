package io.strongroom.kms.emulator.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_tag}. */
@Entity(name = "KmsTagRow")
@Table(name = "key_tag", schema = "kms")
@IdClass(TagEntity.Key.class)
@NullUnmarked // Hibernate fills the fields after construction.
class TagEntity {

  record Key(String keyArn, String tagKey) {}

  @Id
  @Column(name = "key_arn")
  String keyArn;

  @Id
  @Column(name = "tag_key")
  String tagKey;

  @Column(name = "tag_value")
  String tagValue;

  static TagEntity of(String keyArn, String tagKey, String tagValue) {
    TagEntity row = new TagEntity();
    row.keyArn = keyArn;
    row.tagKey = tagKey;
    row.tagValue = tagValue;
    return row;
  }
}

/** Huawei Cloud KMS (DEW) over its REST API. The word Cmk belongs here and nowhere else. */
@NullMarked
package io.strongroom.kms.dew;

import org.jspecify.annotations.NullMarked;

/** The OBS dialect: OBS signatures, Huawei names, Huawei errors. Never looks at S3. */
@NullMarked
package io.strongroom.protocol.obs;

import org.jspecify.annotations.NullMarked;

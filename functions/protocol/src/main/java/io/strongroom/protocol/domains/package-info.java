/** Users, agencies and temporary keys as Huawei's clients ask for them: paths and JSON. */
@NullMarked
package io.strongroom.protocol.domains;

import org.jspecify.annotations.NullMarked;

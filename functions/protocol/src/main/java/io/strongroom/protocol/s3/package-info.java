/** The S3 dialect: AWS signatures, AWS names, AWS errors. Never looks at OBS. */
@NullMarked
package io.strongroom.protocol.s3;

import org.jspecify.annotations.NullMarked;

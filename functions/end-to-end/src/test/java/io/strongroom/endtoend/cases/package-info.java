/**
 * Runs the cases of a file that says of S3 and OBS what a request is answered. Knows the file's
 * form and how requests are signed; knows nothing of how a server is started.
 */
@NullMarked
package io.strongroom.endtoend.cases;

import org.jspecify.annotations.NullMarked;

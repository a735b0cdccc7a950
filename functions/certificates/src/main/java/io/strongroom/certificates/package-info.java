/**
 * The certificate authority of one data folder, and the certificate of its server.
 *
 * <p>Not here: anything of the server. In a cluster certificates come from outside, and nothing of
 * this package runs.
 */
@NullMarked
package io.strongroom.certificates;

import org.jspecify.annotations.NullMarked;

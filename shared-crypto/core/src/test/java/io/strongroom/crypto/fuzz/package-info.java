/**
 * Whatever reads stored bytes either understands them or answers {@code CiphertextRejected}; what
 * it understands is what was written.
 *
 * <p>In a build the kept inputs are run, and nothing else. Jazzer looks for more when it is asked
 * to, for one target in each JVM, so that there is one in each class; see README.md of the module
 * above.
 */
package io.strongroom.crypto.fuzz;

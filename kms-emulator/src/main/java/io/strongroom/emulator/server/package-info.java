/**
 * The KMS as a server: its port, which dialect answers what, the pages of those who run it, what is
 * checked at start and done without a request. No operation is here.
 */
@NullMarked
package io.strongroom.emulator.server;

import org.jspecify.annotations.NullMarked;

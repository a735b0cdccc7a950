/** Faults on purpose, for clients' tests: which calls are hit and what happens to them. Pure. */
@NullMarked
package io.strongroom.emulator.fault;

import org.jspecify.annotations.NullMarked;

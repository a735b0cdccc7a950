/** Faults on purpose, for clients' tests: which calls are hit and what happens to them. Pure. */
@NullMarked
package io.strongroom.kms.emulator.fault;

import org.jspecify.annotations.NullMarked;

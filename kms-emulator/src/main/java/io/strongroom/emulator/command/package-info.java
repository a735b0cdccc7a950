/**
 * The KMS as a program of its own: command line, data folder or configured database, start and end.
 * What happens while it runs is in {@code server}.
 */
@NullMarked
package io.strongroom.emulator.command;

import org.jspecify.annotations.NullMarked;

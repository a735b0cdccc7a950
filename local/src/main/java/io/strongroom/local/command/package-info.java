/**
 * A command line, over picocli: commands as values, what was given of them, one line for each
 * mistake, help, completion for shells.
 *
 * <p>Not here: any command. Nothing outside of this package names picocli, and nothing in it needs
 * reflection, so that a native executable has it without being told of classes.
 */
@NullMarked
package io.strongroom.local.command;

import org.jspecify.annotations.NullMarked;

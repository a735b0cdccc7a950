/**
 * A JUnit extension that runs {@code strongroom dev} for a class of tests.
 *
 * <p>Not here: any client. Tests bring the SDK that they test with.
 */
@NullMarked
package io.strongroom.junit;

import org.jspecify.annotations.NullMarked;

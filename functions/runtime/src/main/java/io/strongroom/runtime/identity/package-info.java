/**
 * Who signs requests: from the file of access keys, and from the database by a memory that is never
 * old.
 */
@NullMarked
package io.strongroom.runtime.identity;

import org.jspecify.annotations.NullMarked;

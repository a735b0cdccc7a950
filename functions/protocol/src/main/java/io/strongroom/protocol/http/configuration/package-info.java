/**
 * What owners set for their buckets: the documents, and the codecs that all of them share. Knows no
 * dialect; what a dialect answers is chosen there.
 */
@NullMarked
package io.strongroom.protocol.http.configuration;

import org.jspecify.annotations.NullMarked;

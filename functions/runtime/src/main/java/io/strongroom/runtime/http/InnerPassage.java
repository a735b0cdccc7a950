package io.strongroom.runtime.http;

import jakarta.inject.Singleton;

/**
 * What every request passes beside its operation.
 *
 * @param admission its share of the memory
 * @param following its span and its record
 */
@Singleton
record InnerPassage(Admission admission, RequestFollowing following) {}

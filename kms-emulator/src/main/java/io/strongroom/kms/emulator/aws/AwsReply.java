package io.strongroom.kms.emulator.aws;

import io.vertx.core.buffer.Buffer;

/** Status and body of an answer in the AWS dialect. */
public record AwsReply(int status, Buffer body) {}

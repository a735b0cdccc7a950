-- Finds where to begin to look for what was asked until some moment, and what is too old to be kept.
create index request_batch_by_time on identity.request_batch (at);

package io.panoptes.sink.rules;

import java.time.Instant;

/** What the later phases of an alert repeat of its first. */
record OpenAlert(String id, String category, Instant startedAt) {}

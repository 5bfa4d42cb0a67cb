package io.skein.worker.exchange;

import io.skein.spi.id.TaskId;

/** One producer's output partition. */
public record ExchangeSource(String flightAddress, TaskId task, int partition) {}

package io.skein.worker.task;

import io.skein.worker.cache.FileCache;
import io.skein.worker.exchange.Exchange;
import io.skein.worker.exchange.Exchanges;
import io.skein.worker.exchange.WorkerThreads;
import io.skein.worker.kernel.KernelPool;
import io.skein.worker.scan.WorkerCatalogs;
import org.apache.arrow.memory.BufferAllocator;

/** The parts of the worker that tasks use. */
public record Services(
        KernelPool kernels,
        Exchange exchange,
        Exchanges exchanges,
        WorkerCatalogs catalogs,
        FileCache cache,
        WorkerThreads threads,
        BufferAllocator allocator,
        TaskSettings settings) {}

package io.skein.worker.exchange;

import org.apache.arrow.memory.BufferAllocator;

/** A task's output and what is needed to read it. */
record TaskOutput(OutputBuffer buffer, OutputSchema schema, BufferAllocator allocator) {}

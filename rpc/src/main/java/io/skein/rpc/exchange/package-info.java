/**
 * The short way between a worker's exchange and a reader in the same process: batches change hands instead of passing Flight. The worker's exchange registers
 * here under its Flight address; who reads a task's output asks here first.
 */
@NullMarked
package io.skein.rpc.exchange;

import org.jspecify.annotations.NullMarked;

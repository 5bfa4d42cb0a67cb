package io.skein.worker.task;

/** An input that may have to be woken when its task is cancelled. */
interface OpenInput {
    void cancel();
}

/**
 * Tasks: accept, run, report, cancel. A task is one fragment's SQL over its inputs; a query's tasks share a kernel and an account of memory, which
 * {@link io.skein.worker.task.Tasks#end} gives back. Inputs come from {@code scan} and {@code exchange}, rows go to {@code exchange} or {@code sink}.
 */
@NullMarked
package io.skein.worker.task;

import org.jspecify.annotations.NullMarked;

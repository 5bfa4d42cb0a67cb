package io.skein.worker.kernel;

/**
 * What one kernel operator did.
 *
 * @param depth 0 for the root; an operator's inputs follow it, one deeper
 * @param detail what it computes, in the kernel's words
 */
public record Operator(String name, int depth, long rows, long wallNanos, String detail) {}

package io.skein.worker.exchange;

/** One term of an order that sources already have. */
public record MergeTerm(int column, boolean ascending, boolean nullsFirst) {}

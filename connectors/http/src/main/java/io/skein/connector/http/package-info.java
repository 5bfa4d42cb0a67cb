/** Documents that a server answers with, as tables. {@code table} says what there is, {@code request} what is asked, {@code client} asks, {@code read} makes rows, {@code file} serves files that the kernel reads. */
@NullMarked
package io.skein.connector.http;

import org.jspecify.annotations.NullMarked;

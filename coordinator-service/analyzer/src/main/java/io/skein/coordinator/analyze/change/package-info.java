/** Statements that change rows: INSERT, CREATE TABLE AS, UPDATE, DELETE and MERGE. */
@NullMarked
package io.skein.coordinator.analyze.change;

import org.jspecify.annotations.NullMarked;

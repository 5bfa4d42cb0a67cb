/** Statements that are done without a plan of operators: definitions, comments, privileges, procedures and what concerns the client alone. */
@NullMarked
package io.skein.coordinator.analyze.statement;

import org.jspecify.annotations.NullMarked;

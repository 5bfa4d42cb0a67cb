/** What is in sight while a statement is analysed: relations and their columns, tables, parameters, symbols, and what the catalogs are asked. */
@NullMarked
package io.skein.coordinator.analyze.scope;

import org.jspecify.annotations.NullMarked;

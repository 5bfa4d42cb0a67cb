/** The one hall behind the doors: takes statements, gives queries. Next on the path: {@code statement} (parse, analyze, plan), then {@code schedule}. */
@NullMarked
package io.skein.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;

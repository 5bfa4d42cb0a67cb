/**
 * What is changed in a database: definitions as its DDL, and rows by way of a staging table. A connector brings a {@link io.skein.connector.sql.write.DefinitionText}
 * and {@link io.skein.connector.sql.write.StagingSteps}.
 */
@NullMarked
package io.skein.connector.sql.write;

import org.jspecify.annotations.NullMarked;

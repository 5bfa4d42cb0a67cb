/**
 * MariaDB and MySQL as catalogs: metadata from {@code information_schema}, rows through cursors, writes through staging tables. What all relational sources
 * share is in {@code io.skein.connector.sql}.
 */
@NullMarked
package io.skein.connector.mariadb;

import org.jspecify.annotations.NullMarked;

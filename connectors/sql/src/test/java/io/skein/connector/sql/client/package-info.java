@NullMarked
package io.skein.connector.sql.client;

import org.jspecify.annotations.NullMarked;

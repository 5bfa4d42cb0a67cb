@NullMarked
package io.skein.connector.mariadb;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.skein.connector.tpcds;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.skein.connector.tpch;

import org.jspecify.annotations.NullMarked;

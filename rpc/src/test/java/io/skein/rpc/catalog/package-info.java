@NullMarked
package io.skein.rpc.catalog;

import org.jspecify.annotations.NullMarked;

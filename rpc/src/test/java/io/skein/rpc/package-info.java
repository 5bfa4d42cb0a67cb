@NullMarked
package io.skein.rpc;

import org.jspecify.annotations.NullMarked;

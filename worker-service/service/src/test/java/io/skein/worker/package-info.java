@NullMarked
package io.skein.worker;

import org.jspecify.annotations.NullMarked;

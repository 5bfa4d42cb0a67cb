@NullMarked
package io.skein.connector.iceberg.view;

import org.jspecify.annotations.NullMarked;

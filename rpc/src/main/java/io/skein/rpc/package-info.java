/**
 * What every call between Skein's processes has in common: how errors travel, how services trust each other, who the caller acts for,
 * how channels are opened. The wire forms of catalog values are in {@link io.skein.rpc.catalog}.
 */
@NullMarked
package io.skein.rpc;

import org.jspecify.annotations.NullMarked;

/** Tests of the analyser's parts; whole statements are tested by the conformance families. */
@NullMarked
package io.skein.coordinator.analyze.scope;

import org.jspecify.annotations.NullMarked;

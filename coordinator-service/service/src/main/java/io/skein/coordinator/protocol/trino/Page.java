package io.skein.coordinator.protocol.trino;

import io.skein.coordinator.protocol.trino.SessionChangeHeaders.Header;
import java.util.List;

/**
 * One answer of a statement, kept until the client has asked for the next.
 *
 * @param last whether there is no next
 */
record Page(long token, byte[] json, List<Header> headers, boolean last) {}

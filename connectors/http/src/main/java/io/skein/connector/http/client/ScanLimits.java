package io.skein.connector.http.client;

import java.time.Duration;

/**
 * What a scan may take.
 *
 * @param responseBytes of each response, unpacked
 * @param pages of each split
 * @param time of each split
 */
public record ScanLimits(long responseBytes, int pages, Duration time) {}

package io.skein.worker.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The worker's settings. */
@ConfigMapping(prefix = "skein.worker")
public interface WorkerConfiguration {
    /** The worker's name in the cluster; made from its address when absent. */
    Optional<String> nodeId();

    /** The host under which others reach this worker. */
    @WithDefault("127.0.0.1")
    String advertisedHost();

    /** host:port of the worker's gRPC server as others reach it; the advertised host and the server's own port when absent. */
    Optional<String> grpcAddress();

    /** The interface that the Flight server listens on. */
    @WithDefault("127.0.0.1")
    String flightHost();

    /** The Flight server's port; 0 for any. */
    @WithDefault("0")
    int flightPort();

    /** host:port of each coordinator. */
    @WithDefault("127.0.0.1:9201")
    List<String> coordinatorAddress();

    /** host:port of the catalog service. */
    @WithDefault("127.0.0.1:9202")
    String catalogAddress();

    /** Where the worker keeps files of its own. */
    @WithDefault("data")
    Path dataDirectory();

    /** Where sorts, joins and aggregations put what does not fit into memory; {@code spill} in the data directory when absent. */
    Optional<Path> spillDirectory();

    /** The only directories in which tables' files are read and written. The default is every local file that the process may access. */
    @WithDefault("/")
    List<Path> tableDirectories();

    /**
     * Where parts of remote files are kept; {@code cache} in the data directory when absent. Workers may share it, each takes a part of its own. While its disk
     * is full, what queries read of such files is in the spill directory, and kept no longer than they read it.
     */
    Optional<Path> cacheDirectory();

    /** The most that is kept of remote files, in bytes. What running queries read must fit into it. */
    @WithDefault("10737418240")
    long cacheSize();

    /** The most requests to remote storage at a time, of all queries. */
    @WithDefault("16")
    int cacheRequests();

    /** The most memory that a query's kernel gets on this worker, in bytes; 60 % of the machine's when absent. */
    Optional<Long> queryMaxMemoryPerNode();

    /** The most memory for data on its way between tasks, of all queries, in bytes. */
    @WithDefault("4294967296")
    long exchangeMaxMemory();

    /** How much of its output a task holds in memory, in bytes. */
    @WithDefault("33554432")
    long exchangeBufferSize();

    /** Threads of each query's kernel; all processors when absent. */
    Optional<Integer> kernelThreads();

    /** Kernels that are held ready for the next queries. */
    @WithDefault("3")
    int warmKernels();

    /** The most threads for tasks, read-ahead and streams. */
    @WithDefault("2000")
    int maxThreads();

    /** A query whose tasks no coordinator watches for this long is ended. */
    @WithDefault("30s")
    Duration watchTimeout();

    /** A task whose output nobody comes to fetch for this long fails. */
    @WithDefault("5m")
    Duration readerTimeout();

    /** How long a task waits for the tasks that it reads from to be created. */
    @WithDefault("5m")
    Duration producerTimeout();

    /** How long a shutdown waits for running queries. */
    @WithDefault("2m")
    Duration drainTimeout();
}

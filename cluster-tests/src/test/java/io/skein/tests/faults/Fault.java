package io.skein.tests.faults;

import io.skein.tests.server.Services.Service;
import io.skein.tests.storage.StorageProxy;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What goes wrong while statements write. */
sealed interface Fault {
    /** Whether files may be left that nobody could delete. */
    boolean leavesFiles();

    /** Nothing but that there are two writers. */
    record None() implements Fault {
        @Override
        public boolean leavesFiles() {
            return false;
        }
    }

    /** A process is killed and started again. */
    record Kill(Service service, Moment moment, Restart restart) implements Fault {
        @Override
        public boolean leavesFiles() {
            return true;
        }
    }

    /** Storage that breaks some requests, so many times. */
    record Storage(Requests requests, StorageProxy.Fault fault, int times) implements Fault {
        /** What the storage has written without an answer is there, though its writer was told otherwise. */
        @Override
        public boolean leavesFiles() {
            return requests.verb.equals(Requests.WRITE) && !(fault instanceof StorageProxy.Fault.Status);
        }
    }

    /** When a process is killed. */
    sealed interface Moment {
        /** So long after the statements began. */
        record Later(long milliseconds) implements Moment {}

        /** When the first new file of this kind is there. */
        record FirstFile(String suffix) implements Moment {}
    }

    /** When a process comes again. */
    enum Restart {
        AT_ONCE,
        WHEN_STATEMENTS_HAVE_ENDED
    }

    /** Requests to storage. */
    enum Requests {
        READS_OF_DATA("GET ", ".parquet"),
        READS_OF_MANIFESTS("GET ", ".avro"),
        READS_OF_METADATA("GET ", ".json"),
        WRITES_OF_DATA(Requests.WRITE, ".parquet"),
        WRITES_OF_MANIFESTS(Requests.WRITE, ".avro"),
        WRITES_OF_METADATA(Requests.WRITE, ".json"),
        WRITES_OF_STATISTICS(Requests.WRITE, ".stats"),
        ALL_WRITES(Requests.WRITE, "");

        private static final String WRITE = "PUT ";

        private final String verb;
        private final String part;

        Requests(String verb, String part) {
            this.verb = verb;
            this.part = part;
        }

        Predicate<String> predicate() {
            return line -> line.startsWith(verb) && line.contains(part);
        }
    }

    /** Any but none. */
    static Fault any(SplittableRandom random) {
        return random.nextInt(5) < 3 ? kill(random) : storage(random);
    }

    private static Kill kill(SplittableRandom random) {
        List<Service> services = List.of(Service.WORKER_1, Service.WORKER_2, Service.COORDINATOR, Service.CATALOG);
        Service service = services.get(random.nextInt(services.size()));
        List<String> files = List.of(".parquet", ".avro", ".json");
        Moment moment = random.nextBoolean()
                ? new Moment.Later(random.nextInt(2000))
                : new Moment.FirstFile(files.get(random.nextInt(files.size())));
        // A client of a lost coordinator asks until it is there again.
        boolean waits = service != Service.COORDINATOR && random.nextBoolean();
        return new Kill(service, moment, waits ? Restart.WHEN_STATEMENTS_HAVE_ENDED : Restart.AT_ONCE);
    }

    private static Storage storage(SplittableRandom random) {
        List<StorageProxy.Fault> faults = List.of(
                new StorageProxy.Fault.Status(500),
                new StorageProxy.Fault.Status(503),
                new StorageProxy.Fault.Status(403),
                new StorageProxy.Fault.Cut(0),
                new StorageProxy.Fault.Cut(1000),
                new StorageProxy.Fault.Slow(20),
                new StorageProxy.Fault.Slow(5000));
        Requests requests = Requests.values()[random.nextInt(Requests.values().length)];
        StorageProxy.Fault fault = faults.get(random.nextInt(faults.size()));
        // The library asks for a metadata file again and again, for minutes.
        List<Integer> times = List.of(1, 2, requests == Requests.READS_OF_METADATA ? 5 : Integer.MAX_VALUE);
        return new Storage(requests, fault, times.get(random.nextInt(times.size())));
    }
}

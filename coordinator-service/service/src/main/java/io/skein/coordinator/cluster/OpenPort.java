package io.skein.coordinator.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Predicate;

/** Whether the worker's process is there: its machine takes connections for it, be it too busy to say anything. */
final class OpenPort implements Predicate<Worker> {
    private static final int PATIENCE_MILLISECONDS = 500;

    @Override
    public boolean test(Worker worker) {
        String address = worker.grpcAddress();
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    PATIENCE_MILLISECONDS);
            return true;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        }
    }
}

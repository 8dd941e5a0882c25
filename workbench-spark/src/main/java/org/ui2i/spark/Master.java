package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Who hands out executors: this process ({@code local[N]}, {@code local[*]}), worker processes on this machine
 * ({@code local-cluster[WORKERS,CORES,MB]}), or a standalone cluster ({@code spark://HOST:PORT}, several after commas).
 *
 * @param url as Spark writes it
 */
record Master(String url) {
    private static final Pattern HERE = Pattern.compile("local(\\[(\\d+|\\*)])?|local-cluster\\[\\d+,\\d+,\\d+]");
    private static final String CLUSTER = "spark://";
    private static final int PATIENCE_MS = 5000;

    /** Checks the form. */
    Master {
        check(
                HERE.matcher(url).matches() || url.startsWith(CLUSTER),
                "the master is \"%s\": use local[N], local[*], local-cluster[WORKERS,CORES,MB] or spark://HOST:PORT",
                url);
    }

    /** Whether executors are threads of this process. */
    boolean inProcess() {
        return !url.startsWith(CLUSTER) && !localCluster();
    }

    /** Whether workers are started on this machine. */
    boolean localCluster() {
        return url.startsWith("local-cluster");
    }

    /**
     * Refuses a cluster that nobody answers for; Spark itself would ask for a minute and tell of it in many lines.
     *
     * @throws IOException if no address can be connected to
     */
    void checkReachable() throws IOException {
        if (!url.startsWith(CLUSTER)) {
            return;
        }
        IOException last = new IOException("no address");
        for (String address : url.substring(CLUSTER.length()).split(",")) {
            try {
                connect(address);
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "the master " + url + " cannot be reached (" + last.getMessage()
                        + "): start it, mend the address, or leave out --master",
                last);
    }

    private static void connect(String address) throws IOException {
        URI uri = URI.create(CLUSTER + address);
        check(
                uri.getHost() != null && uri.getPort() > 0,
                "the master's address is \"%s\": use spark://HOST:PORT, usually port 7077",
                address);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MS);
        }
    }
}

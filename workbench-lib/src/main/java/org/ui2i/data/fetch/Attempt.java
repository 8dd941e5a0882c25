package org.ui2i.data.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and what comes back. The client's threads write, the caller's waits and sees a connection that is silent. */
final class Attempt implements BodyHandler<Void>, Flow.Subscriber<List<ByteBuffer>> {
    /** A failure that another attempt may not meet. Its text follows the address: "breaks off". */
    static final class Passing extends IOException {
        private static final long serialVersionUID = 1;

        Passing(String what) {
            super(what);
        }
    }

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_REFUSED = 416;
    private static final Set<Integer> BUSY = Set.of(408, 425, 429);
    private static final long POLL_MILLIS = 100;

    private final Download download;
    private final PartFile part;
    private final Patience patience;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean resumed;
    private boolean closed;
    private Flow.@Nullable Subscription subscription;

    Attempt(Download download, PartFile part, Patience patience) throws IOException {
        this.download = download;
        this.part = part;
        this.patience = patience;
        resumed = part.length() > 0;
    }

    /** Whether bytes of an earlier attempt are still in the part. */
    synchronized boolean resumed() {
        return resumed;
    }

    /** Nothing is written from now on. */
    synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** The answer has come or will not come. */
    void ended(@Nullable Throwable failure) {
        if (failure != null) {
            lost(failure);
        }
    }

    void await(Download.Progress progress) throws IOException, InterruptedException {
        long since = System.nanoTime();
        long mark = part.length();
        while (true) {
            try {
                done.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e);
            } catch (TimeoutException e) {
                long length = part.length();
                progress.at(length);
                if (System.nanoTime() - since >= patience.silence().toNanos()) {
                    if (Math.abs(length - mark) < Patience.LEAST) {
                        throw new Passing("brought " + Math.abs(length - mark) + " bytes in "
                                + patience.silence().toMillis() / 1e3 + " s");
                    }
                    since = System.nanoTime();
                    mark = length;
                }
            }
        }
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo info) {
        try {
            synchronized (this) {
                judge(info);
            }
        } catch (IOException e) {
            fail(e);
        }
        return BodySubscribers.fromSubscriber(this);
    }

    private void judge(ResponseInfo info) throws IOException {
        int status = info.statusCode();
        if (status == OK) {
            length(info.headers().firstValueAsLong("Content-Length").orElse(download.bytes()));
            restart(); // also where a part was asked for: not every server can
        } else if (status == PARTIAL) {
            range(info.headers().firstValue("Content-Range").orElse("none"));
        } else if (status == RANGE_REFUSED) {
            restart();
            throw new Passing("has no bytes behind those that were kept here");
        } else if (status / 100 == 3) {
            throw new IOException(String.format(
                    "%s points to %s, which is not followed: use the address of the file itself",
                    download.uri(), info.headers().firstValue("Location").orElse("nothing")));
        } else {
            passing(status);
            throw new IOException(String.format(
                    "%s answers with status %d: the address may have changed or need a login, so fetch the file by hand from"
                            + " who publishes it",
                    download.uri(), status));
        }
    }

    /** Statuses that another attempt may not meet. */
    static void passing(int status) throws Passing {
        if (status / 100 == 5 || BUSY.contains(status)) {
            throw new Passing("answers with status " + status);
        }
    }

    private void length(long length) throws Passing {
        if (length != download.bytes()) {
            throw new Passing("has " + length + " bytes, not " + download.bytes());
        }
    }

    private void range(String range) throws IOException {
        if (!range.equals(String.format("bytes %d-%d/%d", part.length(), download.bytes() - 1, download.bytes()))) {
            String wanted = part.length() + " to " + download.bytes();
            restart();
            throw new Passing("gave the range \"" + range + "\" when asked for bytes " + wanted);
        }
    }

    private void restart() throws IOException {
        if (!closed) {
            part.clear();
            resumed = false;
        }
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed || done.isDone()) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> pieces) {
        if (closed || done.isDone()) {
            return;
        }
        try {
            for (ByteBuffer piece : pieces) {
                append(piece);
            }
            Objects.requireNonNull(subscription).request(1);
        } catch (IOException e) {
            fail(e);
            Objects.requireNonNull(subscription).cancel();
        }
    }

    private void append(ByteBuffer piece) throws IOException {
        if (part.length() + piece.remaining() > download.bytes()) {
            part.clear();
            throw new Passing("sends more than its " + download.bytes() + " bytes");
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        part.append(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        lost(failure);
    }

    @Override
    public synchronized void onComplete() {
        try {
            if (!closed && part.length() < download.bytes()) {
                fail(new Passing("ends after " + part.length() + " of its " + download.bytes() + " bytes"));
            }
            done.complete(null);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException failure) {
        done.completeExceptionally(failure);
    }

    /** The client's own failures are the network's: refused, cut off, unknown host. */
    private void lost(Throwable failure) {
        fail(new Passing("cannot be read (" + reason(failure) + ")"));
    }

    /** The client wraps what happened, and its exceptions hardly speak. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        boolean unreached = false;
        while (cause.getCause() != null) {
            unreached |= cause instanceof ConnectException;
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "the host is not known";
        }
        return unreached || cause.getMessage() == null ? "no connection" : cause.getMessage();
    }
}

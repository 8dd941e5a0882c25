package org.ui2i.data.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Attempts, one after the other, until the part is whole and right or patience ends. */
final class Transfer {
    /** An attempt that brought so much of the whole was no failure in a row. */
    private static final int FRACTION = 100;

    private final Download download;
    private final PartFile part;
    private final Patience patience;
    // One request and answer a connection, as resuming needs it; a redirect from https to http or to a file is not
    // followed.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Transfer(Download download, PartFile part, Patience patience) {
        this.download = download;
        this.part = part;
        this.patience = patience;
    }

    void run(Download.Progress progress) throws IOException {
        try {
            int failures = 0;
            while (true) {
                long before = part.length();
                try {
                    attempt(progress);
                    return;
                } catch (Attempt.Passing e) {
                    failures = part.length() - before > download.bytes() / FRACTION ? 1 : failures + 1;
                    if (failures >= patience.attempts()) {
                        throw new IOException(
                                String.format(
                                        "%s %s, at the last of %d attempts: %s, or look at the address in a browser",
                                        download.uri(), e.getMessage(), failures, goOn()),
                                e);
                    }
                    Thread.sleep(patience.pauseAfter(failures).toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(
                            download.uri() + " is not here yet, its download was interrupted: " + goOn())
                    .initCause(e);
        }
    }

    /** What is kept and what to do. */
    private String goOn() throws IOException {
        return part.length() == 0
                ? "nothing is kept, fetch it again"
                : String.format(
                        "%d of its %d bytes are kept in %s, fetch it again to go on",
                        part.length(), download.bytes(), part.path());
    }

    private void attempt(Download.Progress progress) throws IOException, InterruptedException {
        Attempt attempt = new Attempt(download, part, patience);
        if (part.length() != download.bytes()) {
            once(attempt, progress);
        }
        verify(attempt);
    }

    private void once(Attempt attempt, Download.Progress progress) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(download.uri()).header("User-Agent", "ui2i-workbench");
        if (part.length() > 0) {
            request.header("Range", "bytes=" + part.length() + "-");
        }
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), attempt);
        CompletableFuture<?> unused = answer.whenComplete((response, failure) -> attempt.ended(failure));
        try {
            attempt.await(progress);
        } finally {
            attempt.close();
            answer.cancel(true);
        }
    }

    /** Bytes of an earlier attempt may be of an older file at the same address: then all of them are fetched anew. */
    private void verify(Attempt attempt) throws IOException {
        String found = part.sha256();
        if (download.sha256() == null || found.equals(download.sha256())) {
            return;
        }
        part.clear();
        if (attempt.resumed()) {
            throw new Attempt.Passing("went on with other bytes than were kept here");
        }
        throw new IOException(String.format(
                "%s gave %d bytes whose SHA-256 is %s, not %s, and they are thrown away: the file there was replaced or the"
                        + " connection altered it, so fetch it again from another network, or by hand from who publishes it",
                download.uri(), download.bytes(), found, download.sha256()));
    }
}

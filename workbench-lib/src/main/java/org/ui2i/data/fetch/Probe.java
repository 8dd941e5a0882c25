package org.ui2i.data.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What a server says of a file before it sends it.
 *
 * @param bytes its length
 * @param version the server's mark of this version of it ({@code ETag}, else {@code Last-Modified}); empty if it has none
 */
public record Probe(long bytes, String version) {
    /**
     * Asks a server.
     *
     * @param uri an http or https address
     * @return its answer
     * @throws IOException if there is none, or it does not say how long the file is
     */
    public static Probe of(URI uri) throws IOException {
        return of(uri, Patience.USUAL);
    }

    static Probe of(URI uri, Patience patience) throws IOException {
        try {
            for (int failures = 1; ; failures++) {
                try {
                    return ask(uri, patience);
                } catch (Attempt.Passing e) {
                    if (failures >= patience.attempts()) {
                        throw new IOException(
                                String.format(
                                        "%s %s, at the last of %d attempts: try again later, or look at the address in a"
                                                + " browser",
                                        uri, e.getMessage(), failures),
                                e);
                    }
                    Thread.sleep(patience.pauseAfter(failures).toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(uri + " was not asked to the end: ask again").initCause(e);
        }
    }

    private static Probe ask(URI uri, Patience patience) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(patience.silence())
                .header("User-Agent", "ui2i-workbench")
                .build();
        HttpResponse<Void> answer;
        try {
            answer = client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new Attempt.Passing("cannot be asked (" + Attempt.reason(e) + ")");
        }
        Attempt.passing(answer.statusCode());
        long bytes = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        if (answer.statusCode() != 200 || bytes < 1) {
            throw new IOException(String.format(
                    "%s answers with status %d and says a length of %d bytes: fetch the file by hand from who publishes it",
                    uri, answer.statusCode(), bytes));
        }
        String modified = answer.headers().firstValue("Last-Modified").orElse("");
        return new Probe(bytes, answer.headers().firstValue("ETag").orElse(modified));
    }
}

package org.ui2i.data.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one file on the loopback, each request with the next fault of a list; without a fault when the list is at its end. */
public final class FaultyServer implements AutoCloseable {
    /** What may go wrong. */
    public enum Fault {
        NONE,
        CUT_OFF,
        WRONG_LENGTH,
        MORE_THAN_SAID,
        WRONG_BYTES,
        SLOW,
        NO_RANGES,
        WRONG_RANGE,
        NOT_FOUND,
        BROKEN,
        REDIRECT,
        REDIRECT_TO_FILE,
        SILENT,
        SILENT_WITHIN,
        NOT_HTTP
    }

    private final ServerSocket socket;
    private final byte[] content;
    private final Random random;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<Socket> held = new CopyOnWriteArrayList<>();

    public FaultyServer(byte[] content, long seed, Fault... faults) throws IOException {
        this.content = content;
        this.random = new Random(seed);
        this.faults.addAll(List.of(faults));
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "faulty server");
        thread.setDaemon(true);
        thread.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/set.zip");
    }

    /** The Range header of each request, "" where there was none. */
    public List<String> ranges() {
        return ranges;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                held.add(one);
                Thread thread = new Thread(() -> answer(one), "faulty answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket one) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII));
            String range = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                range = line.startsWith("Range: ") ? line.substring("Range: ".length()) : range;
            }
            ranges.add(range);
            Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
            reply(fault, range, one.getOutputStream());
            if (fault != Fault.SILENT && fault != Fault.SILENT_WITHIN) {
                one.close();
            }
        } catch (IOException | InterruptedException e) {
            return; // the client has gone
        }
    }

    private void reply(Fault fault, String range, OutputStream out) throws IOException, InterruptedException {
        switch (fault) {
            case NOT_FOUND -> head(out, "404 Not Found", "Content-Length: 0");
            case BROKEN -> head(out, "503 Service Unavailable", "Content-Length: 0");
            case REDIRECT -> head(out, "302 Found", "Location: /again/set.zip", "Content-Length: 0");
            case REDIRECT_TO_FILE -> head(out, "302 Found", "Location: file:///etc/hostname", "Content-Length: 0");
            case NOT_HTTP -> out.write("220 mail.example.org ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            case SILENT -> out.flush();
            default -> body(fault, range, out);
        }
    }

    private void body(Fault fault, String range, OutputStream out) throws IOException, InterruptedException {
        int asked = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (asked >= content.length) {
            head(out, "416 Range Not Satisfiable", "Content-Length: 0");
            return;
        }
        boolean partial = asked > 0 && fault != Fault.NO_RANGES;
        int from = partial ? fault == Fault.WRONG_RANGE ? asked / 2 : asked : 0;
        byte[] bytes = Arrays.copyOfRange(content, from, content.length);
        int said = bytes.length + (fault == Fault.WRONG_LENGTH ? 1 + random.nextInt(1000) : 0);
        String length = fault == Fault.MORE_THAN_SAID ? "X-Length: none" : "Content-Length: " + said;
        if (partial) {
            String place = "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length;
            head(out, "206 Partial Content", length, place);
        } else {
            head(out, "200 OK", length);
        }
        if (fault == Fault.WRONG_BYTES) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        send(fault, bytes, out);
    }

    private void send(Fault fault, byte[] bytes, OutputStream out) throws IOException, InterruptedException {
        switch (fault) {
            case CUT_OFF, SILENT_WITHIN -> out.write(bytes, 0, random.nextInt(bytes.length));
            case SLOW -> {
                for (int i = 0; i < 20; i++) {
                    int begin = bytes.length * i / 20;
                    out.write(bytes, begin, bytes.length * (i + 1) / 20 - begin);
                    out.flush();
                    Thread.sleep(10);
                }
            }
            case MORE_THAN_SAID -> {
                out.write(bytes);
                out.write(new byte[10_000]);
            }
            default -> out.write(bytes);
        }
        out.flush();
    }

    private static void head(OutputStream out, String status, String... headers) throws IOException {
        String text = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : held) {
            one.close();
        }
    }
}

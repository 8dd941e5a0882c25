package org.ui2i.core;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Memory of this process that lies in RAM, the engine's included, in MB of 2^20 bytes; NaN where the system does not tell. */
public final class ResidentMemory {
    private static final double KB_A_MB = 1024;

    private ResidentMemory() {}

    /**
     * At this moment.
     *
     * @return MB, or NaN
     */
    public static double nowMb() {
        return mb("VmRSS:");
    }

    /**
     * The most since the process began, or since {@link #forgetPeak}.
     *
     * @return MB, or NaN
     */
    public static double peakMb() {
        return mb("VmHWM:");
    }

    /**
     * Makes {@link #peakMb} count anew.
     *
     * @return false where the system does not do that
     */
    public static boolean forgetPeak() {
        try (FileOutputStream out = new FileOutputStream("/proc/self/clear_refs")) {
            out.write('5');
            return true;
        } catch (IOException e) {
            return false; // no /proc, or not a writable one
        }
    }

    /** A plain stream: an interrupt would close a channel while it reads. */
    private static double mb(String field) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream("/proc/self/status"), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(field)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / KB_A_MB;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN; // no /proc: macOS, Windows
        }
    }
}

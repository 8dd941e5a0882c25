package org.ui2i.spark;

import static org.ui2i.core.Check.present;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Locale;
import org.ui2i.run.Costs;
import org.ui2i.run.FolderTranslation;

/** A {@link ScaleResult} as a file and as tables in Markdown. */
final class ScaleTable {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();
    private static final double EXECUTORS = 1000, ALL = 1e8, MS = 1e6, GB = 1e9, HOUR = 3600;

    private ScaleTable() {}

    static String json(ScaleResult result) {
        return JSON.toJson(result) + "\n";
    }

    static ScaleResult read(String json) {
        return present(JSON.fromJson(json, ScaleResult.class), "an empty file is no result");
    }

    /** How fast, with how many processes. */
    static String speed(ScaleResult r) {
        double half = r.two().seconds() / 2;
        return "| Who works | Start, s | Translation, s | Images/s | |\n|---|---|---|---|---|\n"
                + row("a plain loop", 0, r.plain(), r, "")
                + row(
                        "the same process, by shards",
                        r.here(),
                        r,
                        percent(r.here().seconds(), r.plain()) + " longer")
                + row("1 worker process", r.one(), r, percent(r.one().seconds(), r.plain()) + " longer than the loop")
                + row("2 worker processes", r.two(), r, text("%.2f times 1 worker", r.speedUp()))
                + row(
                        "2, one killed half-way",
                        r.killed(),
                        r,
                        text(
                                "%.1f s lost, where half the work takes %.1f s",
                                r.killed().seconds() - r.two().seconds(), half));
    }

    private static String row(String who, ScaleResult.Run run, ScaleResult r, String note) {
        return row(who, run.start(), run.seconds(), r, note);
    }

    private static String row(String who, double start, double seconds, ScaleResult r, String note) {
        return text("| %s | %.1f | %.1f | %.1f | %s |%n", who, start, seconds, r.imagesPerSecond(seconds), note);
    }

    private static String percent(double seconds, double of) {
        return text("%.0f %%", 100 * (seconds / of - 1));
    }

    /** Where the time of an image goes. */
    static String costs(ScaleResult r) {
        return "| Who works | Decode, ms an image | Translate, ms | Encode, ms | Hash, write, move, ms | Networks, s in all |\n"
                + "|---|---|---|---|---|---|\n"
                + row("the same process, by shards", r.here().costs())
                + row("1 worker process", r.one().costs())
                + row("2 worker processes", r.two().costs());
    }

    private static String row(String who, Costs c) {
        double n = c.images() * MS;
        return text(
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                who, c.decode() / n, c.translate() / n, c.encode() / n, c.keep() / n, c.load() / (1000 * MS));
    }

    /** The same for 1,000 executors of one core and 100 million images, if nothing got in the way. */
    static String limits(ScaleResult r) {
        double perImage = r.one().seconds() / r.images(), seconds = ALL * perImage / EXECUTORS;
        double shards = Math.ceil(ALL / FolderTranslation.SHARD);
        return "| What | Arithmetic | For 1,000 executors and 10^8 images |\n|---|---|---|\n"
                + row("Time", text("10^8 x %.2f ms / 1,000", 1000 * perImage), text("%.1f h", seconds / HOUR))
                + row(
                        "List of the paths",
                        text("10^8 x %.0f bytes", r.pathBytes()),
                        text("%.1f GB of the driver's heap", ALL * r.pathBytes() / GB))
                + row("Shards", text("10^8 / %d", FolderTranslation.SHARD), text("%.0f tasks and manifests", shards))
                + row(
                        "Handing out tasks",
                        text("%.0f / %.0f a second", shards, r.tasksPerSecond()),
                        text(
                                "%.1f min, %.1f %% of the time",
                                shards / r.tasksPerSecond() / 60, 100 * shards / r.tasksPerSecond() / seconds))
                + row(
                        "Tasks wanted",
                        text("1,000 / (%d x %.2f ms)", FolderTranslation.SHARD, 1000 * perImage),
                        text("%.0f a second", shards / seconds))
                + row(
                        "Files made",
                        text("10^8 / %.0f s", seconds),
                        text("%.0f a second, each written and moved", ALL / seconds))
                + row(
                        "Read",
                        text("%.1f kB an image", r.inputBytes() / 1000),
                        text(
                                "%.2f GB/s, %.1f TB in all",
                                ALL * r.inputBytes() / GB / seconds, ALL * r.inputBytes() / GB / 1000))
                + row(
                        "Written",
                        text("%.1f kB an image", r.outputBytes() / 1000),
                        text(
                                "%.2f GB/s, %.1f TB in all",
                                ALL * r.outputBytes() / GB / seconds, ALL * r.outputBytes() / GB / 1000))
                + row(
                        "Manifests",
                        text("10^8 x %.0f bytes", r.manifestBytes()),
                        text("%.1f GB", ALL * r.manifestBytes() / GB))
                + row(
                        "Networks",
                        text("1,000 x %.1f MB", r.weightsBytes() / 1e6),
                        text("%.1f GB read at the start", EXECUTORS * r.weightsBytes() / GB));
    }

    private static String row(String what, String arithmetic, String result) {
        return "| " + what + " | " + arithmetic + " | " + result + " |\n";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

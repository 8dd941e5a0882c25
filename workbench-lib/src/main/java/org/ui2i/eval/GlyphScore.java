package org.ui2i.eval;

import java.util.List;
import java.util.Locale;

/**
 * How glyphs drawn in unseen fonts compare with the true ones. L1 and the letter judge alone are met by answers without
 * any style: read them beside the font retrieval and the sharpness.
 *
 * @param arm who drew
 * @param shots K, class images an item; 0 for an answer that uses none
 * @param heldOut whether the letters are those that training leaves out
 * @param n items
 * @param l1 mean |x - truth| of images in [0, 1], with an interval over fonts
 * @param ssim structural similarity to the truth, {@link Scores.Window#UNIFORM_7}
 * @param letter share read as the right letter by a judge that saw source fonts only
 * @param top1 share of items whose own font is the nearest of the unseen fonts at that letter (by L1), with an interval
 *     over fonts; ties count against it
 * @param top5 the same for the five nearest
 * @param sharpness gradient energy against the true glyphs'; 1 is as sharp
 */
public record GlyphScore(
        String arm,
        int shots,
        boolean heldOut,
        int n,
        Interval l1,
        double ssim,
        double letter,
        Interval top1,
        Interval top5,
        double sharpness) {
    private static final String HEAD = String.format(
            "%-22s %2s  %-8s %3s  %-20s %5s %6s  %-17s %-17s %5s",
            "arm", "K", "letters", "n", "L1", "SSIM", "letter", "font top 1 %", "font top 5 %", "sharp");

    /**
     * A table for reading.
     *
     * @param scores its lines
     * @return a heading and a line a score
     */
    public static String text(List<GlyphScore> scores) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        scores.forEach(score -> text.append(score).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-22s %2s  %-8s %3d  %-20s %.3f %5.1f%%  %-17s %-17s %5.2f",
                arm,
                shots == 0 ? "-" : String.valueOf(shots),
                heldOut ? "held out" : "seen",
                n,
                range("%.4f [%.4f %.4f]", l1, 1),
                ssim,
                100 * letter,
                range("%.1f [%.1f %.1f]", top1, 100),
                range("%.1f [%.1f %.1f]", top5, 100),
                sharpness);
    }

    private static String range(String format, Interval value, double times) {
        return String.format(Locale.ROOT, format, times * value.mean(), times * value.low(), times * value.high());
    }
}

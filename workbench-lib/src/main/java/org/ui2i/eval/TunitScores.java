package org.ui2i.eval;

import java.util.Locale;

/**
 * What one trained TUNIT found in images that it never saw, and how it translates them.
 *
 * @param clusters its pseudo domains against the true domains
 * @param byMean contents in the mean style of each pseudo domain
 * @param byImage contents in the styles of single images
 * @param near outputs by styles of one pseudo domain and of two
 */
public record TunitScores(ClusterScores clusters, Translation byMean, Translation byImage, Near near) {
    /**
     * Translations into a domain that the content is not of.
     *
     * @param arrived share that a judge of the true domains takes for the wanted one; a fixed image of it has 1
     * @param found share whose edges are nearest to their own content's among all contents'; copying has 1
     * @param both share of which both is true: neither a copy nor a fixed image has it
     * @param copied the judge's share for the untranslated content
     * @param n how many
     */
    public record Translation(double arrived, double found, double both, double copied, int n) {
        /** Counts one translation after the other. */
        static final class Tally {
            private int arrived, found, both, copied, n;

            void add(boolean there, boolean kept, boolean already) {
                arrived += there ? 1 : 0;
                found += kept ? 1 : 0;
                both += there && kept ? 1 : 0;
                copied += already ? 1 : 0;
                n++;
            }

            Translation all() {
                double all = n;
                return new Translation(arrived / all, found / all, both / all, copied / all, n);
            }
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "arrived %.3f, content found %.3f, both %.3f (untranslated %.3f, n = %d)",
                    arrived,
                    found,
                    both,
                    copied,
                    n);
        }
    }

    /**
     * How far outputs of one content are apart, L1 of images in [0, 1]; NaN if there is one pseudo domain only.
     *
     * @param within the styles are two images' of one pseudo domain
     * @param between of two
     * @param n how many contents
     */
    public record Near(double within, double between, int n) {}

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s%nby mean style: %s%nby one image:  %s%nL1 of outputs: within a pseudo domain %.4f, between two %.4f",
                clusters,
                byMean,
                byImage,
                near.within,
                near.between);
    }
}

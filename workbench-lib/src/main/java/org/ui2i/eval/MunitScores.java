package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ui2i.data.TruePairs;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitGenerator;
import org.ui2i.tensor.Chunks;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * What one trained MUNIT makes of line drawings (A) that it never saw: emoji (B), of which many are right. So no score
 * holds an output against the one true emoji. Images in [0, 1].
 *
 * @param validity share of outputs in random styles that the judge takes for emoji
 * @param fid {@link FeatureDistance#frechet} of these to the true emoji, with features that are named with it
 * @param group share of these in whose group the judge sees the drawing's
 * @param edges {@link Structure#edges} of these; 0 if all lines are there and no others
 * @param found {@link Structure#found} of these, mean over the styles
 * @param diversity {@link Diversity#l1(NDArray, int)} of these
 * @param validDiversity {@link Diversity#l1(NDArray, int, List)}: pairs with an invalid output count 0
 * @param guided drawings in the styles of given emoji
 * @param retrieval share of drawings and emoji whose partner's content code is the nearest
 * @param recon L1 of emoji to what their own two codes draw
 * @param cycle L1 of images to those drawn back from a translation's content and their own style, mean of both domains
 * @param swap emoji with other emoji's styles
 * @param n how many drawings
 */
public record MunitScores(
        double validity,
        double fid,
        double group,
        double edges,
        double found,
        double diversity,
        double validDiversity,
        Guided guided,
        double retrieval,
        double recon,
        double cycle,
        Swap swap,
        int n) {
    /** References that a style-guided output is sought among, if there are so many images. */
    public static final int REFERENCES = 24;

    private static final int STYLES = 4;
    private static final long STYLES_SEED = 17;

    /**
     * A drawing's content with the style of one of {@link #REFERENCES} emoji, never its own.
     *
     * @param hit share of outputs whose colours are nearest to those of their own reference
     * @param edges {@link Structure#edges} of the outputs to their drawing
     * @param otherEdges to their reference's drawing
     */
    public record Guided(double hit, double edges, double otherEdges) {}

    /**
     * An emoji's content with another emoji's style.
     *
     * @param edges distance of the output's edges to the content image's drawing
     * @param otherEdges to the style image's drawing
     * @param group share of outputs whose group a judge reads as the content image's, of those pairs whose groups differ
     * @param otherGroup as the style image's
     * @param colours share of outputs whose colours are nearer to the style image's than to the content image's
     * @param unswapped the same of outputs in their own style: the lower end
     * @param byBeta the same if only the betas are swapped
     * @param byGamma if only the gammas are
     */
    public record Swap(
            double edges,
            double otherEdges,
            double group,
            double otherGroup,
            double colours,
            double unswapped,
            double byBeta,
            double byGamma) {}

    /**
     * Scores a model.
     *
     * @param munit trained or not, on {@code Datasets.emojiEdges}
     * @param truth drawings and the emoji that they were made of, in no training
     * @param judges of the same drawer's emoji
     * @param features of another net than the judges'
     * @return the scores
     */
    public static MunitScores of(Munit munit, TruePairs truth, EmojiJudges judges, Features features) {
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> scores(munit, truth, judges, features, scope));
        }
    }

    private static MunitScores scores(
            Munit munit, TruePairs truth, EmojiJudges judges, Features features, NDManager scope) {
        NDArray a = truth.a().all(scope), b = truth.b().all(scope);
        NDArray outputs = samples(munit, a, munit.styles(STYLES, Draws.seeded(STYLES_SEED, 0, scope)));
        int[] drawings =
                IntStream.range(0, STYLES * truth.size()).map(i -> i / STYLES).toArray();
        List<Boolean> valid = judges.valid().judge().verdicts(outputs).stream()
                .map(EmojiJudges.EMOJI::equals)
                .toList();
        List<String> groups = Judge.labels(truth.b().take(drawings), "class");
        return new MunitScores(
                valid.stream().filter(v -> v).count() / (double) valid.size(),
                FeatureDistance.frechet(features.rows(b), features.rows(outputs)),
                judges.group().judge().accuracy(outputs, groups),
                Structure.edges(truth.a().tensor(scope, drawings), outputs),
                IntStream.range(0, STYLES)
                        .mapToDouble(k -> Structure.found(a, outputs.get(new NDIndex("{}::{}", k, STYLES))))
                        .average()
                        .orElseThrow(),
                Diversity.l1(outputs, STYLES),
                Diversity.l1(outputs, STYLES, valid),
                guided(munit, truth, a, scope),
                Retrieval.of(Chunks.of(a, munit.genA()::content), Chunks.of(b, munit.genB()::content))
                        .mean(),
                Scores.l1(Chunks.of(b, munit.genB()::forward), b),
                cycle(munit, a, b, scope),
                swap(munit.genB(), truth, judges.group().judge(), scope),
                truth.size());
    }

    /** Each image in each of m styles of B, the outputs of an image next to each other: (N m, C, H, W). */
    static NDArray samples(Munit munit, NDArray a, NDArray styles) {
        NDList each = new NDList();
        for (long k = 0; k < styles.getShape().get(0); k++) {
            NDArray style = styles.get(new NDIndex("{}:{}", k, k + 1));
            each.add(Chunks.of(a, some -> munit.aToB(some, style)));
        }
        Shape one = each.get(0).getShape().slice(1);
        return NDArrays.stack(each, 1).reshape(new Shape(-1).addAll(one));
    }

    private static Guided guided(Munit munit, TruePairs truth, NDArray a, NDManager scope) {
        int n = truth.size(), count = Math.min(REFERENCES, n), stride = n / count;
        int[] gallery = IntStream.range(0, count).map(k -> k * stride).toArray();
        int[] own = IntStream.range(0, n) // half the gallery away, never the content's own picture
                .map(i -> (i / stride + count / 2) % count)
                .toArray();
        int[] given = Arrays.stream(own).map(k -> gallery[k]).toArray();
        NDArray styles = munit.genB().style(truth.b().tensor(scope, given));
        NDArray drawn = Chunks.of(a, styles, munit::aToB);
        return new Guided(
                Colours.hits(drawn, truth.b().tensor(scope, gallery), own).at(1),
                Structure.edges(a, drawn),
                Structure.edges(truth.a().tensor(scope, given), drawn));
    }

    /** There in a random style, back in the image's own. */
    static double cycle(Munit munit, NDArray a, NDArray b, NDManager scope) {
        Draws draws = Draws.seeded(STYLES_SEED, 1, scope);
        MunitGenerator genA = munit.genA(), genB = munit.genB();
        NDArray xAB = Chunks.of(a, munit.styles(a.getShape().get(0), draws), munit::aToB);
        NDArray xBA = Chunks.of(b, munit.styles(b.getShape().get(0), draws), munit::bToA);
        NDArray xABA = Chunks.of(xAB, a, (there, own) -> genA.decode(genB.content(there), genA.style(own)));
        NDArray xBAB = Chunks.of(xBA, b, (there, own) -> genB.decode(genA.content(there), genB.style(own)));
        return (Scores.l1(xABA, a) + Scores.l1(xBAB, b)) / 2;
    }

    private static Swap swap(MunitGenerator gen, TruePairs truth, Judge groups, NDManager scope) {
        int n = truth.size();
        NDArray b = truth.b().all(scope);
        int[] others = IntStream.range(0, n).map(i -> (i + n / 2) % n).toArray();
        NDArray other = truth.b().tensor(scope, others), c = Chunks.of(b, gen::content);
        NDArray plain = Chunks.of(b, x -> gen.adaIn(gen.style(x))),
                taken = Chunks.of(other, x -> gen.adaIn(gen.style(x)));
        NDArray both = Chunks.of(c, taken, gen::decodeWith);
        int width = (int) c.getShape().get(1);
        NDArray byBeta = Chunks.of(c, mixed(taken, plain, width), gen::decodeWith);
        NDArray byGamma = Chunks.of(c, mixed(plain, taken, width), gen::decodeWith);
        List<String> own = Judge.labels(truth.b(), "class"),
                their = Judge.labels(truth.b().take(others), "class");
        int[] differ = IntStream.range(0, n)
                .filter(i -> !own.get(i).equals(their.get(i)))
                .toArray();
        List<String> read = groups.verdicts(both);
        return new Swap(
                Structure.edges(truth.a().all(scope), both),
                Structure.edges(truth.a().tensor(scope, others), both),
                share(differ, i -> read.get(i).equals(own.get(i))),
                share(differ, i -> read.get(i).equals(their.get(i))),
                nearer(both, other, b),
                nearer(Chunks.of(c, plain, gen::decodeWith), other, b),
                nearer(byBeta, other, b),
                nearer(byGamma, other, b));
    }

    private static double share(int[] items, IntPredicate good) {
        return IntStream.of(items).filter(good).count() / (double) Math.max(1, items.length);
    }

    /** The betas of one vector and the gammas of another: each layer has C betas, then C gammas. */
    static NDArray mixed(NDArray betas, NDArray gammas, int width) {
        Shape layers = new Shape(betas.getShape().get(0), -1, 2, width);
        NDArray beta = betas.reshape(layers).get(":, :, 0:1"),
                gamma = gammas.reshape(layers).get(":, :, 1:2");
        return beta.concat(gamma, 2).reshape(betas.getShape());
    }

    /** Share of outputs whose colours are nearer to one image's than to another's. */
    static double nearer(NDArray outputs, NDArray one, NDArray other) {
        double[][] h = Rows.of(Colours.histogram(outputs));
        double[][] p = Rows.of(Colours.histogram(one)), q = Rows.of(Colours.histogram(other));
        long count = IntStream.range(0, h.length)
                .filter(i -> Ranking.Distance.L1.of(h[i], p[i]) < Ranking.Distance.L1.of(h[i], q[i]))
                .count();
        return (double) count / h.length;
    }
}

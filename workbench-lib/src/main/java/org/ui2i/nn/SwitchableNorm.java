package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * Switchable norm (Luo et al. 2019; RelGAN): a layer learns by which statistics it normalises.
 * <pre>
 * mu_in, s_in    mean and unbiased variance of each image and channel over H, W
 * mu_ln, s_ln    of each image:    mean_c mu_in,  mean_c (s_in + mu_in^2) - mu_ln^2
 * mu_bn, s_bn    of each channel:  mean_b mu_in,  mean_b (s_in + mu_in^2) - mu_bn^2
 * mu = sum_k softmax(m)_k mu_k,  s = sum_k softmax(r)_k s_k,  k in {in, ln, bn}
 * y  = gamma (x - mu) / sqrt(s + eps) + beta,  eps = 1e-5
 * </pre>
 * When the network is evaluated, the batch's statistics are the running ones, so that other images do not enter. Those
 * move by a tenth of the way in each forward of training; the running variance starts at 0.
 */
final class SwitchableNorm extends Part {
    private static final float EPS = 1e-5f;
    private static final double KEPT = 0.9; // of the running statistics
    private static final int[] CHANNELS = {1}, IMAGES = {0};
    private final NDArray gamma;
    private final NDArray beta;
    private final NDArray meanShares;
    private final NDArray varShares;
    private final NDArray runningMean;
    private final NDArray runningVar;

    /** Mean and variance, broadcastable to (B, C, 1). */
    private record Statistics(NDArray mean, NDArray var) {}

    /**
     * A norm.
     *
     * @param channels C
     * @param weights gamma = 1, beta = 0, equal shares
     */
    SwitchableNorm(int channels, Weights weights) {
        gamma = weight("gamma", weights.constant(new Shape(1, channels, 1, 1), 1));
        beta = weight("beta", weights.constant(new Shape(1, channels, 1, 1), 0));
        meanShares = weight("mean_weight", weights.constant(3, 1));
        varShares = weight("var_weight", weights.constant(3, 1));
        runningMean = buffer("running_mean", weights.constant(new Shape(1, channels, 1), 0));
        runningVar = buffer("running_var", weights.constant(new Shape(1, channels, 1), 0));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W)
        Shape s = x.getShape(), places = new Shape(s.get(0), s.get(1), 1);
        NDArray rows = x.reshape(s.get(0) * s.get(1), -1);
        Statistics in = new Statistics(
                rows.mean(new int[] {1}).reshape(places), Ops.variance(rows).reshape(places));
        NDArray moment = in.var.add(in.mean.square());
        Statistics ln = over(in.mean, moment, CHANNELS);
        Statistics bn = evaluated() ? new Statistics(runningMean, runningVar) : gathered(over(in.mean, moment, IMAGES));
        NDArray mu = mixed(meanShares, in.mean, ln.mean, bn.mean);
        NDArray var = mixed(varShares, in.var, ln.var, bn.var);
        // small arrays first, so that the map is multiplied and added to only once
        NDArray factor = gamma.div(var.add(EPS).sqrt().expandDims(3)); // (B, C, 1, 1)
        NDArray shift = beta.sub(mu.expandDims(3).mul(factor));
        try (NDArray scaled = x.mul(factor)) {
            return scaled.add(shift);
        }
    }

    @Override
    protected Symbol body(Symbol x) {
        Symbol rows = x.torch("flatten", 2); // (B, C, H W)
        Symbol mean = rows.torch("mean", List.of(2), true);
        Symbol var = rows.torch("var", List.of(2), true, true);
        Symbol moment = var.torch("add", mean.torch("square"));
        Symbol meanLn = mean.torch("mean", List.of(1), true), meanBn = mean.torch("mean", List.of(0), true);
        Symbol varLn = variance(moment, meanLn, 1), varBn = variance(moment, meanBn, 0);
        if (evaluated()) {
            meanBn = x.own(runningMean);
            varBn = x.own(runningVar);
        }
        Symbol mu = mixed(x.own(meanShares), mean, meanLn, meanBn).torch("unsqueeze", 3);
        Symbol s = mixed(x.own(varShares), var, varLn, varBn).torch("unsqueeze", 3);
        Symbol factor = x.own(gamma).torch("div", s.torch("add", EPS).torch("sqrt"));
        return x.torch("mul", factor).torch("add", x.own(beta).torch("sub", mu.torch("mul", factor)));
    }

    private static Symbol variance(Symbol moment, Symbol mean, int axis) {
        return moment.torch("mean", List.of(axis), true).torch("sub", mean.torch("square"));
    }

    private static Symbol mixed(Symbol logits, Symbol in, Symbol ln, Symbol bn) {
        Symbol shares = logits.torch("softmax", 0);
        return in.torch("mul", shares.torch("select", 0, 0))
                .torch("add", ln.torch("mul", shares.torch("select", 0, 1)))
                .torch("add", bn.torch("mul", shares.torch("select", 0, 2)));
    }

    private static Statistics over(NDArray mean, NDArray moment, int[] axis) {
        NDArray mu = mean.mean(axis, true);
        return new Statistics(mu, moment.mean(axis, true).sub(mu.square()));
    }

    private Statistics gathered(Statistics batch) {
        move(runningMean, batch.mean);
        move(runningVar, batch.var);
        return batch;
    }

    private static void move(NDArray running, NDArray now) {
        Ops.copy(Ops.scale(running, KEPT).add(Ops.scale(now, 1 - KEPT)), running);
    }

    private static NDArray mixed(NDArray logits, NDArray in, NDArray ln, NDArray bn) {
        NDList shares = logits.softmax(0).split(3); // (1) each
        return shares.get(0)
                .mul(in)
                .add(shares.get(1).mul(ln))
                .add(shares.get(2).mul(bn));
    }
}

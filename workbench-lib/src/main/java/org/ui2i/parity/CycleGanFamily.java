package org.ui2i.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CycleGan;
import org.ui2i.nn.Init;
import org.ui2i.nn.ReplayPool;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/** What references of CycleGAN have in common: the generators step first, the discriminators on the same fakes. */
abstract class CycleGanFamily implements Subject {
    final Fixture fixture;
    final CycleGan model;
    private Pair shared;

    CycleGanFamily(Fixture fixture, CycleGan model) {
        this.fixture = fixture;
        this.model = model;
        shared = batch();
    }

    final NDArray a() {
        return fixture.get("in/real_A");
    }

    final NDArray b() {
        return fixture.get("in/real_B");
    }

    private Pair batch() {
        Step step = new Step(a().getManager(), 0, 0, RecordedDraws.uniforms(List.of())); // the pools never fill
        return new Pair(a(), b(), List.of(fixture.name()), step);
    }

    @Override
    public List<Turn> turns() {
        return List.of(new Turn("gen", this::gen, this::nameGen), new Turn("dis", this::dis, this::nameDis));
    }

    @Override
    public void loaded() {
        shared = batch();
    }

    @Override
    public LossTerms gen() {
        loaded();
        return model.generator(shared);
    }

    @Override
    public LossTerms dis() {
        return model.discriminator(shared);
    }

    /** The images and verdicts that the ports' references hold. */
    final void portOutputs(Comparison c) {
        NDArray xAB = model.aToB(a()), xBA = model.bToA(b());
        c.output("same_A", model.bToA(a()));
        c.output("same_B", model.aToB(b()));
        c.output("fake_B", xAB);
        c.output("fake_A", xBA);
        c.output("recovered_A", model.bToA(xAB));
        c.output("recovered_B", model.aToB(xBA));
        c.output("D_A_real", model.disA().forward(a()));
        c.output("D_B_real", model.disB().forward(b()));
        c.output("D_A_fake", model.disA().forward(xBA));
        c.output("D_B_fake", model.disB().forward(xAB));
    }

    /** One of two parts of a term, weighed. */
    static NDArray weighed(LossTerms terms, String term, int part, double weight) {
        return Ops.scale(terms.parts(term).get(part), weight);
    }

    /** A discriminator's own objective: half of what it says to real images and to fakes. */
    static NDArray halved(LossTerms terms, int part) {
        return Ops.scale(terms.parts("real").get(part).add(terms.parts("fake").get(part)), 0.5);
    }

    /** An exchange of recorded images with a pool: what came out, then what is left. */
    record Exchanged(NDArray out, NDArray left) {
        /**
         * Repeats it.
         *
         * @param images all that went in, (N, C, H, W)
         * @param sizes how many at a time
         * @param capacity of the pool
         * @param draws in the order in which they were made
         */
        static Exchanged of(NDArray images, long[] sizes, int capacity, RecordedDraws draws) {
            Shape one = images.getShape().slice(1);
            ReplayPool pool = new ReplayPool(capacity, one, Weights.seeded(1, Init.GAUSSIAN));
            NDList out = new NDList();
            long from = 0;
            for (long size : sizes) {
                out.add(pool.exchange(images.get(from + ":" + (from + size)), draws));
                from += size;
            }
            return new Exchanged(NDArrays.concat(out), pool.images());
        }
    }

    /**
     * A pool's draws: u of each image that comes to a full pool; where it is above 1/2, the place that was drawn as a whole
     * number, here as the uniform number that falls there.
     *
     * @param u the uniforms
     * @param places the places, only those drawn
     */
    static RecordedDraws poolDraws(float[] u, long[] places, int capacity, NDArray on) {
        List<NDArray> draws = new ArrayList<>();
        int next = 0;
        for (float number : u) {
            draws.add(on.getManager().full(new Shape(1), number));
            if (number > 0.5) {
                draws.add(on.getManager().full(new Shape(1), (places[next++] + 0.5f) / capacity));
            }
        }
        return RecordedDraws.uniforms(draws);
    }
}

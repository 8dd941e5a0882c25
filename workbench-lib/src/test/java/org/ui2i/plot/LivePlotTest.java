package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ui2i.loss.Losses.mse;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Batches;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;
import org.ui2i.train.Training;

class LivePlotTest {
    private final List<String> shown = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final List<String> bars = new ArrayList<>();
    private final List<Integer> heights = new ArrayList<>();

    private final Display display = new Display() {
        @Override
        public Handle show(BufferedImage image, String altText) {
            shown.add(altText);
            heights.add(image.getHeight());
            return (next, text) -> updates.add(text);
        }

        @Override
        public Line line(String text) {
            bars.add(text);
            return bars::add;
        }

        @Override
        public void html(String html) {}
    };

    private static final Batches<Pair> DATA = new Batches<>() {
        @Override
        public Pair batch(Step step) {
            Shape shape = new Shape(2, 1, 4, 4);
            return new Pair(step.draws().noise(shape), step.draws().noise(shape), List.of("noise"), step);
        }

        @Override
        public int batchSize() {
            return 2;
        }

        @Override
        public String hash() {
            return "noise";
        }
    };

    private final ConvBlock net = new ConvBlock(
            new ConvBlock.Config(1, 1, 3, 1, 1, Padding.ZERO, Norm.NONE, Activation.TANH),
            Weights.seeded(1, Init.KAIMING));
    private final Training<Pair> training =
            new Training<Pair>(1).player("gen", new Adam(Adam.Config.gan(1e-3, 0)), net);

    private LossTerms loss(Pair x) {
        return LossTerms.of(LossWeights.none().with("recon", 1)).add("recon", mse(net.forward(x.a()), x.a()));
    }

    private BufferedImage samples() {
        try (NDManager scope = Tensors.scope()) {
            return Grid.titled("samples")
                    .row("", net.forward(scope.zeros(new Shape(2, 1, 4, 4))))
                    .image();
        }
    }

    @Test
    void onePictureARunRedrawnInPlaceAndOnceMoreAtTheEnd() {
        LivePlot plot = LivePlot.on(display).every(1).title("toy").samples(this::samples);
        training.run(DATA, 20, plot, this::loss);
        assertEquals(1, shown.size());
        assertTrue(shown.get(0).startsWith("toy. Loss up to step 1: gen/recon "), shown.get(0));
        assertTrue(shown.get(0).endsWith("samples: 1 row of up to 2 images."), shown.get(0));
        String last = updates.get(updates.size() - 1);
        assertTrue(last.startsWith("toy. Loss up to step 20: gen/recon "), last);
        assertTrue(heights.get(0) > 300 + 128, "curves above, samples below");

        assertTrue(bars.get(0).startsWith("[#...................] step 1/20  "), bars.get(0));
        assertTrue(bars.get(bars.size() - 1).startsWith("[####################] step 20/20"), bars.toString());

        training.run(DATA, 1, plot, this::loss);
        assertEquals(2, shown.size(), "the next run has a picture of its own");
        assertTrue(shown.get(1).contains("up to step 21"), shown.get(1));
    }

    @Test
    void atMostTwoDrawingsASecond() {
        long from = System.nanoTime();
        Listener slow = new Listener() {
            @Override
            public void stepped(Progress progress) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        training.run(DATA, 60, Listener.all(LivePlot.on(display).every(1), slow), this::loss);
        double seconds = (System.nanoTime() - from) / 1e9;
        assertTrue(updates.size() >= 2, "redrawn while it ran: " + updates.size());
        assertTrue(updates.size() <= 2 * seconds + 1, updates.size() + " updates in " + seconds + " s");
    }

    @Test
    void onlySomeTerms() {
        training.run(DATA, 1, LivePlot.on(display).only("gen/total", "dis/gan"), this::loss);
        assertTrue(shown.get(0).matches("Loss up to step 1: gen/total [\\d.]+\\."), shown.get(0));
    }

    @Test
    void aStopButtonPressedWhileItDrawsIsNotLost() {
        Listener stop = new Listener() {
            @Override
            public void stepped(Progress progress) {
                Thread.currentThread().interrupt();
            }
        };
        LivePlot plot = LivePlot.on(display).every(1).samples(() -> {
            Thread.interrupted(); // as drawing curves does at times
            return samples();
        });
        training.run(DATA, 50, Listener.all(stop, plot), this::loss);
        assertTrue(Thread.interrupted(), "the interrupt is up again after the run");
        assertEquals(1, training.step());
        assertEquals(1, shown.size(), "and yet it was drawn");
    }
}

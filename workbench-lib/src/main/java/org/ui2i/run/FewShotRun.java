package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.FewShotPair;
import org.ui2i.models.FewShotModel;
import org.ui2i.models.FunitConfig;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Optimizer;
import org.ui2i.train.Configs;
import org.ui2i.train.Ema;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/** A run on many classes, of which a few images of an unseen one are enough later: D against G, whose average translates. */
interface FewShotRun extends ModelRun {
    /** As {@link Datasets#fewShot} takes it. */
    @Override
    String data();

    /** Items in a step. */
    @Override
    int batch();

    /** Class images an item, K. */
    int shots();

    /** Source fonts, drawn by the seed; 0 for all, and for own folders. */
    int fonts();

    /** Share of the steps, at the end, in which the learning rate falls linearly to zero. */
    double decay();

    /** Checks the ranges. */
    static void checked(String data, int size, int batch, int fonts, double decay) {
        Datasets.checkFewShot(data);
        check(fonts == 0 || !Datasets.isOwn(data), "fonts is %d: own folders are all trained on, leave it out", fonts);
        check(fonts == 0 || fonts >= 2, "fonts is %d: two classes are drawn, use 0 (all) or at least 2", fonts);
        PairRun.checked(size, batch, decay);
    }

    default FewShotImages images() {
        FewShotImages all = Datasets.fewShot(data(), scale().options(size()))
                .size(size())
                .batch(batch())
                .shots(shots());
        return fonts() == 0 ? all : all.fonts(fonts(), seed());
    }

    /**
     * On given images, whose classes the discriminator has; the moving average is what is published.
     *
     * @param name as in {@code train funit}
     * @param title of the model for the console
     * @param images to train on
     * @param model fresh networks
     * @param ema how the average moves
     * @param dis D's optimizer
     * @param gen G's optimizer
     * @param rates over the planned steps
     */
    default Session<FewShotPair> session(
            String name,
            String title,
            FewShotImages images,
            FewShotModel<?, ?> model,
            FunitConfig.Average ema,
            Optimizer dis,
            Optimizer gen,
            Schedule rates) {
        Training<FewShotPair> training = scale().on(new Training<FewShotPair>(seed()))
                .player(new Player("dis", dis, model.dis()).schedule(rates))
                .player(new Player("gen", gen, model.gen())
                        .schedule(rates)
                        .average(average(ema, model.gen(), model.genTest())));
        String summary = String.format(
                Locale.ROOT,
                "%s on %s, %d classes, %d x %d, batch %d, seed %d%s",
                title,
                data(),
                images.classes().size(),
                size(),
                size(),
                batch(),
                seed(),
                scale().remark());
        return new Session<>(
                name,
                summary,
                Configs.toYaml((Record) this),
                images,
                training,
                List.of(model::discriminator, model::generator),
                Map.of("gen", model.genTest()),
                x -> samples(model, x));
    }

    private static Map<String, NDArray> samples(FewShotModel<?, ?> model, FewShotPair x) {
        NDArray zY = model.genTest().classCode(x.classImages());
        return SampleRows.of(
                "content",
                x.content(),
                "class",
                x.classImages().get(new NDIndex(":, 0")),
                "drawn",
                model.translate(x.content(), zY));
    }

    /** A moving average by its numbers. */
    static Ema average(FunitConfig.Average numbers, Part source, Part target) {
        return numbers.warmUp()
                ? Ema.withWarmUp(source, target, numbers.decay())
                : Ema.of(source, target, numbers.decay());
    }
}

package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.List;
import org.ui2i.data.Labels;
import org.ui2i.models.RelGan;
import org.ui2i.models.StarGan;
import org.ui2i.train.Configs;

/** StarGAN and RelGAN: all images drawn with one target label, or one change of attributes. */
final class LabelTranslator {
    /** The models that know labels. */
    static final List<String> MODELS = List.of(RelGanRun.NAME, StarGanRun.NAME);

    private LabelTranslator() {}

    /** With the weights of a run; the label is the wanted one, its numbers that are not given are 0. */
    static Translator starGan(Trained trained, Wish wish) {
        refuseOthers(StarGanRun.NAME, wish);
        StarGanRun run = Configs.fromYaml(StarGanRun.class, trained.config());
        Labels labels = run.model().labels();
        float[] c = labels.vector(wish.labels());
        for (float number : c) {
            check(number >= 0 && number <= 1, "a label's number is %s: use 0 (without) or 1 (with)", number);
        }
        boolean one = wish.labels().size() == 1 && wish.labels().containsValue(1.0);
        check(
                !labels.oneOf() || one,
                "stargan draws in one of its domains: add --label with one of %s",
                labels.names());
        StarGan starGan = Loaded.starGan(run, trained);
        return new OneCode(run.model().channels(), run.size(), c, starGan::translate);
    }

    /** With the weights of a run; the label's numbers are the change, of which those that are not given stay. */
    static Translator relGan(Trained trained, Wish wish) {
        refuseOthers(RelGanRun.NAME, wish);
        RelGanRun run = Configs.fromYaml(RelGanRun.class, trained.config());
        Labels labels = run.model().labels();
        check(
                !wish.labels().isEmpty(),
                "relgan changes attributes: add --label, such as --label '%s=1', of %s",
                labels.names().get(0),
                labels.names());
        RelGan relGan = Loaded.relGan(run, trained);
        return new OneCode(run.model().channels(), run.size(), labels.vector(wish.labels()), relGan::translate);
    }

    private static void refuseOthers(String model, Wish wish) {
        wish.refuseStyle(model);
        check(wish.classImages().isEmpty(), "%s draws what --label says: leave out --class", model);
    }
}

package org.ui2i.run;

import ai.djl.ndarray.NDArray;
import org.ui2i.models.Unit;
import org.ui2i.train.Configs;

/** UNIT between its two domains. */
final class UnitTranslator implements Translator {
    private final UnitRun run;
    private final Unit unit;
    private final boolean toB;

    UnitTranslator(Trained trained, Wish wish) {
        wish.refuseStyle("unit");
        wish.refuseClass("unit");
        run = Configs.fromYaml(UnitRun.class, trained.config());
        unit = run.networks();
        trained.load("genA", "gen", 0, unit.genA());
        trained.load("genB", "gen", 1, unit.genB());
        toB = wish.toB();
    }

    @Override
    public int size() {
        return run.size();
    }

    @Override
    public int channels() {
        return toB ? unit.config().channelsA() : unit.config().channelsB();
    }

    @Override
    public NDArray translate(NDArray x) {
        return toB ? unit.aToB(x) : unit.bToA(x);
    }
}

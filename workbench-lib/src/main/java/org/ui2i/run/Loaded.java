package org.ui2i.run;

import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.models.CycleGan;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.Munit;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.RelGan;
import org.ui2i.models.StarGan;
import org.ui2i.models.Tunit;
import org.ui2i.models.Unit;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;

/** Each model's networks that draw, with trained weights; where training keeps a moving average, with that. */
final class Loaded {
    private Loaded() {}

    static Unit unit(UnitRun run, Trained trained) {
        Unit unit = run.networks();
        trained.load("genA", "gen", 0, unit.genA());
        trained.load("genB", "gen", 1, unit.genB());
        return unit;
    }

    static CycleGan cycleGan(CycleGanRun run, Trained trained) {
        CycleGan model = run.networks();
        trained.load("genAB", "gen", 0, model.genAB());
        trained.load("genBA", "gen", 1, model.genBA());
        return model;
    }

    static Pix2pix pix2pix(Pix2pixRun run, Trained trained) {
        Pix2pix model = run.networks();
        trained.load("gen", "gen", 0, model.gen());
        return model;
    }

    static StarGan starGan(StarGanRun run, Trained trained) {
        StarGan starGan = run.networks();
        trained.load("gen", "gen", 0, starGan.gen());
        return starGan;
    }

    static RelGan relGan(RelGanRun run, Trained trained) {
        RelGan relGan = run.networks();
        trained.load("gen", "gen", 0, relGan.gen());
        return relGan;
    }

    static Munit munit(MunitRun run, Trained trained) {
        Munit munit = run.networks();
        trained.load("genA", "gen", 0, munit.genA());
        trained.load("genB", "gen", 1, munit.genB());
        return munit;
    }

    static DunitRun.Networks dunit(DunitRun run, Trained trained) {
        DunitRun.Networks networks = run.networks();
        trained.load("detector", "detector", 0, networks.detector());
        trained.load("gen", "gen", 0, networks.dunit().gen());
        return networks;
    }

    static FunitGenerator funit(FunitRun run, Trained trained) {
        FunitGenerator gen = new FunitGenerator(run.model(), Weights.seeded(0, Init.KAIMING));
        trained.loadAverage("gen", "gen", 0, gen);
        return gen;
    }

    static CocoFunitGenerator cocoFunit(CocoFunitRun run, Trained trained) {
        CocoFunitGenerator gen = new CocoFunitGenerator(run.model(), Weights.seeded(0, Init.KAIMING));
        trained.loadAverage("gen", "gen", 0, gen);
        return gen;
    }

    static Tunit tunit(TunitRun run, Trained trained) {
        Tunit tunit = run.networks();
        trained.loadAverage("guide", "guide", 0, tunit.guideTest());
        trained.loadAverage("gen", "gen", 0, tunit.genTest());
        return tunit;
    }
}

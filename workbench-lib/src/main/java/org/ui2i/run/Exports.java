package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ui2i.data.Labels;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.models.DunitGenerator;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.models.TunitGenerator;
import org.ui2i.models.Unit;
import org.ui2i.nn.GuidingNetwork;
import org.ui2i.nn.Part;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.UNet;
import org.ui2i.run.Export.What;
import org.ui2i.run.Exporting.Code;
import org.ui2i.run.Exporting.Images;
import org.ui2i.train.Configs;

/** What each model has to export. */
final class Exports {
    private final Trained trained;
    private final What what;
    private final boolean toB;

    Exports(Trained trained, What what, Wish.Direction direction) {
        this.trained = trained;
        this.what = what;
        this.toB = direction == Wish.Direction.A2B;
    }

    Export export() {
        check(
                !trained.config().isBlank(),
                "the checkpoint has no configuration: export reads runs of ./workbench train");
        return switch (trained.model()) {
            case "unit" -> unit(config(UnitRun.class));
            case "munit" -> munit(config(MunitRun.class));
            case "funit" -> funit(config(FunitRun.class));
            case CocoFunitRun.NAME -> cocoFunit(config(CocoFunitRun.class));
            case TunitRun.NAME -> tunit(config(TunitRun.class));
            case DunitRun.NAME -> dunit(config(DunitRun.class));
            case Pix2pixRun.NAME -> pix2pix(config(Pix2pixRun.class));
            case CycleGanRun.NAME -> cycleGan(config(CycleGanRun.class));
            case StarGanRun.NAME -> starGan(config(StarGanRun.class));
            case RelGanRun.NAME -> relGan(config(RelGanRun.class));
            default ->
                throw new IllegalArgumentException("these weights are of the model \"" + trained.model()
                        + "\": the models that can be exported are " + Arrays.asList(ModelKind.values()));
        };
    }

    private <R extends Record> R config(Class<R> run) {
        return Configs.fromYaml(run, trained.config());
    }

    private Export unit(UnitRun run) {
        only(What.GENERATOR);
        Unit unit = Loaded.unit(run, trained);
        SharedLatentVae from = toB ? unit.genA() : unit.genB(), to = toB ? unit.genB() : unit.genA();
        return betweenTwo(run.size())
                .images(
                        of(
                                run.model().channelsA(),
                                run.model().channelsB(),
                                run.model().downs()),
                        two(unit.genA(), unit.genB()),
                        x -> to.decode(from.encode(x)));
    }

    private Export cycleGan(CycleGanRun run) {
        only(What.GENERATOR);
        CycleGan model = Loaded.cycleGan(run, trained);
        Part gen = toB ? model.genAB() : model.genBA();
        CycleGanConfig config = run.model();
        Images x = of(config.channelsA(), config.channelsB(), config.gen().downs());
        return betweenTwo(run.size()).images(x, Map.of("gen", gen), gen::script);
    }

    private Export pix2pix(Pix2pixRun run) {
        only(What.GENERATOR, What.NOISY);
        check(toB, "pix2pix learned to draw images of A in B only: leave out --direction b2a");
        UNet gen = Loaded.pix2pix(run, trained).gen();
        Images x = of(
                run.model().channelsA(),
                run.model().channelsB(),
                run.model().gen().downs());
        Exporting to = betweenTwo(run.size());
        return what == What.NOISY
                ? to.images(x, Map.of("gen", gen), image -> gen.noisy(alone(image)))
                : gen.evaluate(() -> to.images(x, Map.of("gen", gen), gen::script));
    }

    /** Batch norm by the batch's own statistics would mix images. */
    private static Symbol alone(Symbol image) {
        return image.requires(image.size(0) + " == 1", "it draws by the image's own statistics: give one at a time");
    }

    private Export starGan(StarGanRun run) {
        ResNetGenerator gen = Loaded.starGan(run, trained).gen();
        Labels labels = run.model().labels();
        Code c = new Code("c", labels.size(), "the wanted labels " + labels.names() + ", 1 (with) or 0 (without)");
        Images x = new Images(run.model().channels(), 1 << run.model().gen().downs());
        return oneWay(run.size(), What.GENERATOR).images(x, c, Map.of("gen", gen), gen::draw);
    }

    private Export relGan(RelGanRun run) {
        ResNetGenerator gen = Loaded.relGan(run, trained).gen();
        Labels labels = run.model().labels();
        Code v = new Code("v", labels.size(), "the changes of " + labels.names() + ", -1 to 1; 0 keeps");
        Images x = new Images(run.model().channels(), 1 << run.model().gen().downs());
        Exporting to = oneWay(run.size(), What.GENERATOR);
        return gen.evaluate(() -> to.images(x, v, Map.of("gen", gen), gen::draw));
    }

    private Export munit(MunitRun run) {
        Munit munit = Loaded.munit(run, trained);
        MunitGenerator from = toB ? munit.genA() : munit.genB(), to = toB ? munit.genB() : munit.genA();
        Map<String, Part> both = two(munit.genA(), munit.genB());
        return styled(run.model(), run.size(), both, to, (x, s) -> to.decode(from.content(x), s));
    }

    private Export dunit(DunitRun run) {
        DunitGenerator gen = Loaded.dunit(run, trained).dunit().gen();
        MunitGenerator to = toB ? gen.b() : gen.a();
        return styled(run.model().base(), run.size(), Map.of("gen", gen), to, toB ? gen::wholeAToB : gen::bToA);
    }

    /** With styles of the domain that is drawn in. */
    private Export styled(
            MunitConfig config, int size, Map<String, Part> networks, MunitGenerator to, BinaryOperator<Symbol> draw) {
        only(What.GENERATOR, What.ENCODER);
        int drawn = toB ? config.channelsB() : config.channelsA();
        int n = config.gen().styleCode();
        Code s = new Code("s", n, "styles, drawn from N(0, 1) or given by the encoder");
        Exporting export = betweenTwo(size);
        return what == What.ENCODER
                ? export.codes(
                        new Images(drawn, 1, drawn, toB ? " of B" : " of A"),
                        "styles (B, " + n + ")",
                        networks,
                        to::style)
                : export.images(
                        of(config.channelsA(), config.channelsB(), config.gen().downs()), s, networks, draw);
    }

    /** Images of the domain that is drawn from. */
    private Images of(int channelsA, int channelsB, int downs) {
        return toB
                ? new Images(channelsA, 1 << downs, channelsB, " of A")
                : new Images(channelsB, 1 << downs, channelsA, " of B");
    }

    private Export funit(FunitRun run) {
        Images x = new Images(
                run.model().channels(), 1 << run.model().contentEncoder().downs());
        return fewShot(Loaded.funit(run, trained), x, run.model().classEncoder().length(), run.size());
    }

    private Export cocoFunit(CocoFunitRun run) {
        CocoFunitConfig config = run.model();
        Images x = new Images(config.channels(), 1 << config.contentEncoder().downs());
        return fewShot(Loaded.cocoFunit(run, trained), x, config.styleEncoder().length(), run.size());
    }

    private Export fewShot(FewShotGenerator gen, Images x, int n, int size) {
        return what == What.ENCODER
                ? ofClass(x, n, size, gen, gen::classCode)
                : inClass(x, n, size, gen, gen::translate);
    }

    private Export tunit(TunitRun run) {
        Images x = new Images(run.model().channels(), 1 << run.model().gen().downs());
        int n = run.model().guide().styleCode();
        GuidingNetwork guide = Loaded.tunit(run, trained).guideTest();
        TunitGenerator gen = Loaded.tunit(run, trained).genTest();
        return what == What.ENCODER
                ? guide.evaluate(() ->
                        ofClass(x, n, run.size(), guide, y -> guide.script(y).torch("mean", List.of(0), true)))
                : inClass(x, n, run.size(), gen, gen::translate);
    }

    private Export inClass(Images x, int n, int size, Part gen, BinaryOperator<Symbol> draw) {
        Code z = new Code("z", n, "class codes, given by the encoder");
        return oneWay(size, What.GENERATOR, What.ENCODER).images(x, z, Map.of("gen", gen), draw);
    }

    private Export ofClass(Images x, int n, int size, Part encoder, UnaryOperator<Symbol> code) {
        String one = "the code of the class that all the images show (1, " + n + "), the mean over them";
        return oneWay(size, What.GENERATOR, What.ENCODER)
                .codes(new Images(x.channels(), 1), one, Map.of("encoder", encoder), code);
    }

    private Exporting betweenTwo(int size) {
        return new Exporting(name() + (toB ? ", A to B" : ", B to A"), trained.config(), size);
    }

    private Exporting oneWay(int size, What... known) {
        only(known);
        check(toB, "%s has no two domains: leave out --direction b2a", trained.model());
        return new Exporting(name(), trained.config(), size);
    }

    private String name() {
        return trained.model() + " " + what;
    }

    private void only(What... known) {
        check(
                List.of(known).contains(what),
                "%s has no %s to export: use --what with one of %s",
                trained.model(),
                what,
                List.of(known));
    }

    private static Map<String, Part> two(Part a, Part b) {
        Map<String, Part> both = new LinkedHashMap<>();
        both.put("a", a);
        both.put("b", b);
        return both;
    }
}

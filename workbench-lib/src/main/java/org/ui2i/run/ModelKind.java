package org.ui2i.run;

import static org.ui2i.core.Check.shown;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ui2i.train.Configs;

/** The models that can be trained, by their names on the command line. */
public enum ModelKind {
    /** two domains */
    UNIT(
            "UNIT",
            "Liu, Breuel, Kautz: " + "Unsupervised Image-to-Image Translation Networks, NIPS 2017",
            UnitRun.class,
            "--direction a2b"),
    /** two domains, many answers */
    MUNIT(
            "MUNIT",
            "Huang, Liu, Belongie, Kautz: " + "Multimodal Unsupervised Image-to-Image Translation, ECCV 2018",
            MunitRun.class,
            "--direction a2b --style-seed 1"),
    /** many classes */
    FUNIT(
            "FUNIT",
            "Liu, Huang, Mallya, Karras, Aila, Lehtinen, Kautz: "
                    + "Few-Shot Unsupervised Image-to-Image Translation, ICCV 2019",
            FunitRun.class,
            "--class A.png B.png"),
    /** many classes */
    COCO_FUNIT(
            "COCO-FUNIT",
            "Saito, Saenko, Liu: "
                    + "COCO-FUNIT: Few-Shot Unsupervised Image Translation with a Content Conditioned Style Encoder, ECCV 2020",
            CocoFunitRun.class,
            "--class A.png B.png"),
    /** unlabelled images */
    TUNIT(
            "TUNIT",
            "Baek, Choi, Uh, Yoo, Shim: " + "Rethinking the Truly Unsupervised Image-to-Image Translation, ICCV 2021",
            TunitRun.class,
            "--class A.png B.png"),
    /** scenes with boxes */
    DUNIT(
            "DUNIT",
            "Bhattacharjee, Kim, Vizier, Salzmann: "
                    + "DUNIT: Detection-Based Unsupervised Image-to-Image Translation, CVPR 2020",
            DunitRun.class,
            "--direction a2b --style-seed 1"),
    /** pairs */
    PIX2PIX(
            "pix2pix",
            "Isola, Zhu, Zhou, Efros: " + "Image-to-Image Translation with Conditional Adversarial Networks, CVPR 2017",
            Pix2pixRun.class,
            ""),
    /** two domains */
    CYCLEGAN(
            "CycleGAN",
            "Zhu, Park, Isola, Efros: "
                    + "Unpaired Image-to-Image Translation Using Cycle-Consistent Adversarial Networks, ICCV 2017",
            CycleGanRun.class,
            "--direction a2b"),
    /** several labelled domains */
    STARGAN(
            "StarGAN",
            "Choi, Choi, Kim, Ha, Kim, Choo: "
                    + "StarGAN: Unified Generative Adversarial Networks for Multi-Domain Image-to-Image Translation, CVPR 2018",
            StarGanRun.class,
            "--label NAME"),
    /** several labelled domains, three or more */
    RELGAN(
            "RelGAN",
            "Wu, Lin, Chang, Chang, Liao: "
                    + "RelGAN: Multi-Domain Image-to-Image Translation via Relative Attributes, ICCV 2019",
            RelGanRun.class,
            "--label NAME=1");

    private final String title;
    private final String paper;
    private final Class<? extends ModelRun> type;
    private final String wish;

    ModelKind(String title, String paper, Class<? extends ModelRun> type, String wish) {
        this.title = title;
        this.paper = paper;
        this.type = type;
        this.wish = wish;
    }

    /** The presets that all models have. */
    public enum Preset {
        /** seconds */
        TINY,
        /** minutes on a CPU */
        LAB,
        /** for a GPU */
        PAPER
    }

    /**
     * Settings of a training, of seed 1.
     *
     * @param preset to start from
     * @param data as the model's settings take it
     * @param sets as {@link ModelRun#with} takes them
     * @return the settings
     * @throws IllegalArgumentException naming what is refused
     */
    public ModelRun run(Preset preset, String data, List<String> sets) {
        String name = preset.name();
        return switch (this) {
            case UNIT -> ModelRun.with(UnitRun.of(UnitRun.Preset.valueOf(name), data, 1), sets);
            case MUNIT -> ModelRun.with(MunitRun.of(MunitRun.Preset.valueOf(name), data, 1), sets);
            case FUNIT -> ModelRun.with(FunitRun.of(FunitRun.Preset.valueOf(name), data, 1), sets);
            case COCO_FUNIT -> ModelRun.with(CocoFunitRun.of(FunitRun.Preset.valueOf(name), data, 1), sets);
            case TUNIT -> ModelRun.with(TunitRun.of(TunitRun.Preset.valueOf(name), data, 1), sets);
            case DUNIT -> ModelRun.with(DunitRun.of(DunitRun.Preset.valueOf(name), data, 1), sets);
            case PIX2PIX -> ModelRun.with(Pix2pixRun.of(Pix2pixRun.Preset.valueOf(name), data, 1), sets);
            case CYCLEGAN -> ModelRun.with(CycleGanRun.of(CycleGanRun.Preset.valueOf(name), data, 1), sets);
            case STARGAN -> ModelRun.with(StarGanRun.of(StarGanRun.Preset.valueOf(name), data, 1), sets);
            case RELGAN -> ModelRun.with(RelGanRun.of(RelGanRun.Preset.valueOf(name), data, 1), sets);
        };
    }

    /**
     * A model by its name.
     *
     * @param name as the command line writes it
     * @return the model
     * @throws IllegalArgumentException if there is none of this name
     */
    public static ModelKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the model \"" + shown(name) + "\" is unknown: use one of " + Arrays.toString(values())));
    }

    /**
     * The settings of a training, as they were written.
     *
     * @param config YAML
     * @return the settings
     * @throws IllegalArgumentException naming the field that this model has not, or that is missing or wrong
     */
    @SuppressWarnings("unchecked") // every run is a record
    public ModelRun read(String config) {
        return (ModelRun) Configs.fromYaml((Class<? extends Record>) type, config);
    }

    /** As its paper writes it. */
    String title() {
        return title;
    }

    /** Authors, title, place. */
    String paper() {
        return paper;
    }

    /** What {@code ./workbench translate} must be told besides weights, input and output. */
    String wish() {
        return wish;
    }

    /** As the command line writes it, such as {@code coco-funit}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

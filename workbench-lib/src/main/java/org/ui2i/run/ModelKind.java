package org.ui2i.run;

import java.util.List;
import java.util.Locale;

/** The models that can be trained, by their names on the command line. */
public enum ModelKind {
    /** two domains */
    UNIT,
    /** two domains, many answers */
    MUNIT,
    /** many classes */
    FUNIT,
    /** many classes */
    COCO_FUNIT,
    /** unlabelled images */
    TUNIT,
    /** scenes with boxes */
    DUNIT,
    /** pairs */
    PIX2PIX,
    /** two domains */
    CYCLEGAN,
    /** several labelled domains */
    STARGAN,
    /** several labelled domains, three or more */
    RELGAN;

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

    /** As the command line writes it, such as {@code coco-funit}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

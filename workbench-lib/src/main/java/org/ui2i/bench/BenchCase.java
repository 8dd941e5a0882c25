package org.ui2i.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.run.ModelKind;
import org.ui2i.run.ModelRun;
import org.ui2i.run.UnitRun;
import org.ui2i.run.Wish;

/**
 * What is measured: the paper's layers of a model, with fewer filters, at one of two sizes.
 *
 * @param model which
 * @param size how large
 */
public record BenchCase(ModelKind model, Size size) {
    /** How large images and networks are. */
    public enum Size {
        /** 64 pixels, 16 filters */
        LAB(64, 16),
        /** 128 pixels, 32 filters */
        WIDE(128, 32);

        private final int pixels;
        private final int filters;

        Size(int pixels, int filters) {
            this.pixels = pixels;
            this.filters = filters;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int CLASSES = 119; // of FUNIT's animals
    private static final int DOMAINS = 4;
    private static final int QUEUE = 64; // of keys; fewer than there are images

    /** Edge of the images; DUNIT's scenes are bundled in one size only. */
    int pixels() {
        return model == ModelKind.DUNIT ? Size.LAB.pixels : size.pixels;
    }

    /** As the authors' code was measured, else 2. */
    private int batch() {
        return switch (model) {
            case UNIT, MUNIT -> size == Size.LAB ? 2 : 1;
            case FUNIT, COCO_FUNIT -> size == Size.LAB ? 4 : 2;
            default -> 2;
        };
    }

    /** The settings, on images that {@link NoiseFolders} wrote. UNIT's are of the later code, as its authors' speed is. */
    ModelRun run(Path images) {
        String data = "folder:" + images;
        return switch (model) {
            case DUNIT -> model.run(ModelKind.Preset.LAB, "scenes", sets());
            case UNIT -> ModelRun.with(UnitRun.of(UnitRun.Preset.LATER, data, 1), sets());
            default -> model.run(ModelKind.Preset.PAPER, data, sets());
        };
    }

    private List<String> sets() {
        List<String> sets = new ArrayList<>(List.of("batch=" + batch()));
        filters().forEach(field -> sets.add(field + "=" + size.filters));
        if (model != ModelKind.DUNIT) {
            sets.addAll(List.of("size=" + size.pixels, "resize=1", "flip=false"));
        }
        if (model == ModelKind.TUNIT) {
            sets.add("contrast.queue=" + QUEUE);
        }
        if (model == ModelKind.STARGAN) {
            sets.add("nCritic=1"); // a step of both players
        }
        if (model == ModelKind.PIX2PIX) {
            sets.add("gen.downs=" + Integer.numberOfTrailingZeros(size.pixels));
        }
        return sets;
    }

    private List<String> filters() {
        return switch (model) {
            case UNIT -> List.of("filters", "dis.filters");
            case TUNIT -> List.of("guide.filters", "gen.filters", "dis.filters");
            case DUNIT -> List.of("detector.filters", "base.gen.filters", "base.dis.filters", "content.filters");
            default -> List.of("gen.filters", "dis.filters");
        };
    }

    /** A folder a domain or class; pairs are images of one name. */
    List<String> folders() {
        int n =
                switch (model) {
                    case FUNIT, COCO_FUNIT -> CLASSES;
                    case STARGAN, RELGAN -> DOMAINS;
                    case TUNIT -> QUEUE;
                    default -> 2;
                };
        return IntStream.range(0, n)
                .mapToObj(i -> String.format(Locale.ROOT, "f%03d", i))
                .toList();
    }

    /** How the generator alone draws. */
    Wish wish(Path images) {
        return switch (model) {
            case FUNIT, COCO_FUNIT, TUNIT -> Wish.like(NoiseFolders.first(images));
            case STARGAN, RELGAN -> Wish.labelled(Map.of(folders().get(0), 1.0));
            default -> Wish.a2b();
        };
    }
}

package org.ui2i.run;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.nn.Part;
import org.ui2i.run.Export.What;
import org.ui2i.run.Wish.Direction;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** Small networks of every model, written as files. */
final class ExportCases {
    static final UnitRun UNIT = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3);
    static final MunitRun MUNIT = MunitRun.of(MunitRun.Preset.TINY, "emoji-edges", 3);
    static final DunitRun DUNIT = // without objects, which are not exported
            ModelRun.with(DunitRun.of(DunitRun.Preset.TINY, "scenes", 3), List.of("side=0"));
    static final CycleGanRun CYCLE_GAN = CycleGanRun.of(CycleGanRun.Preset.TINY, "emoji-drawers", 3);
    static final FunitRun FUNIT = FunitRun.of(FunitRun.Preset.TINY, FunitRun.GLYPHS, 3);
    static final CocoFunitRun COCO_FUNIT = CocoFunitRun.of(FunitRun.Preset.TINY, "glyph-fonts-placed", 3);
    static final TunitRun TUNIT = TunitRun.of(TunitRun.Preset.TINY, "mixture", 3);
    static final Pix2pixRun PIX2PIX = Pix2pixRun.of(Pix2pixRun.Preset.TINY, "emoji-edges", 3);
    static final StarGanRun STAR_GAN = StarGanRun.of(StarGanRun.Preset.TINY, "glyph-cuts", 3);
    static final RelGanRun REL_GAN = RelGanRun.of(RelGanRun.Preset.TINY, "glyph-cuts", 3);

    private ExportCases() {}

    /** Networks whose every weight and buffer is away from its first value, so that each one counts. */
    static Trained unlike(String name, Record run) {
        return new Trained() {
            @Override
            public String model() {
                return name;
            }

            @Override
            public String config() {
                return Configs.toYaml(run);
            }

            @Override
            public void load(String network, String player, int index, Part part) {
                try (NDManager scope = Tensors.scope()) {
                    Draws draws = Draws.seeded(network.hashCode(), 0, scope);
                    part.state().forEach((path, array) -> {
                        NDArray noise = draws.noise(array.getShape()).mul(0.1f);
                        Ops.copy(path.endsWith("var") ? noise.abs().add(0.5f) : noise.add(array), array);
                    });
                }
            }
        };
    }

    /** Writes folder/name.pt. */
    static Path written(Path folder, String name, Trained trained, What what, Direction direction) throws IOException {
        Path file = folder.resolve(name + ".pt");
        Export.of(trained, what, direction).write(file);
        return file;
    }

    /** Runs a file by the engine's usual way, which knows nothing of this library. */
    static NDArray run(Path file, NDManager scope, NDArray... inputs) throws IOException {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("PyTorch")
                .optModelPath(file.getParent())
                .optModelName(file.getFileName().toString().replace(".pt", ""))
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray y = predictor.predict(new NDList(inputs)).singletonOrThrow();
            y.attach(scope);
            return y;
        } catch (ModelNotFoundException | MalformedModelException | TranslateException e) {
            throw new IOException(String.valueOf(e.getCause() == null ? e : e.getCause()), e);
        }
    }
}

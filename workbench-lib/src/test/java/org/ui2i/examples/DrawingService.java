package org.ui2i.examples;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Path;

/** Draws colour images with an exported generator. It needs DJL's PyTorch engine alone; many threads may share one. */
public final class DrawingService implements AutoCloseable {
    private final ZooModel<Image, Image> model;

    public DrawingService(Path folder, String name) throws IOException, ModelException { // folder/name.pt
        model = Criteria.builder()
                .setTypes(Image.class, Image.class)
                .optEngine("PyTorch")
                .optModelPath(folder)
                .optModelName(name)
                .optTranslator(new Pixels())
                .build()
                .loadModel();
    }

    public Image draw(Image image) throws TranslateException {
        try (Predictor<Image, Image> predictor = model.newPredictor()) { // cheap, and not for two threads at once
            return predictor.predict(image);
        }
    }

    @Override
    public void close() {
        model.close(); // frees the weights
    }

    /** Bytes to [-1, 1] and back; DJL puts the batch's axis before and takes it off. */
    private static final class Pixels implements Translator<Image, Image> {
        @Override
        public NDList processInput(TranslatorContext context, Image image) {
            return new NDList(image.toNDArray(context.getNDManager(), Image.Flag.COLOR) // (H, W, 3), 0 to 255
                    .toType(DataType.FLOAT32, false)
                    .transpose(2, 0, 1)
                    .div(127.5f)
                    .sub(1f));
        }

        @Override
        public Image processOutput(TranslatorContext context, NDList drawn) {
            return ImageFactory.getInstance()
                    .fromNDArray(drawn.get(0).add(1f).mul(127.5f).round().toType(DataType.UINT8, false));
        }
    }
}

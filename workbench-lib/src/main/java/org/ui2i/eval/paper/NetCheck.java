package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.eval.paper.NetKind.Form;
import org.ui2i.tensor.Tensors;
import org.ui2i.tensor.TorchNet;

/** Whether a loaded file is like its kind, found out with two grey images: a guard against mistakes, no proof. */
final class NetCheck {
    private static final int IMAGES = 2;

    private NetCheck() {}

    static void of(Path file, NetSpec spec, TorchNet net) {
        NetKind kind = spec.kind();
        try (NDManager scope = Tensors.scope()) {
            NDList out = net.forward(scope.zeros(new Shape(IMAGES, 3, spec.size(), spec.size()), DataType.FLOAT32));
            List<Shape> shapes = out.stream().map(NDArray::getShape).toList();
            check(
                    isOf(kind.form(), shapes),
                    "%s gives %s for 2 images, but %s gives %s: %s",
                    file,
                    shapes,
                    kind,
                    kind.form().says(),
                    "state what it is, or export it as docs/features.md says");
            List<Integer> widths = shapes.subList(0, layers(kind.form(), shapes)).stream()
                    .map(shape -> (int) shape.get(1))
                    .toList();
            checkWidths(file, kind.widths(), widths, kind);
            checkWidths(
                    file,
                    spec.classes().isEmpty()
                            ? List.of()
                            : List.of(spec.classes().size()),
                    widths,
                    kind);
        }
        check(
                net.parameters() >= kind.parameters(),
                "%s holds %d parameters, but a network of kind %s has %d or more: state what it is, or export it"
                        + " without freezing it",
                file,
                net.parameters(),
                kind,
                kind.parameters());
    }

    private static void checkWidths(Path file, List<Integer> stated, List<Integer> found, NetKind kind) {
        check(
                stated.isEmpty() || stated.equals(found),
                "%s gives %s numbers or channels, but its spec (%s) says %s: use the file that was meant, or correct"
                        + " the spec",
                file,
                found,
                kind,
                stated);
    }

    private static int layers(Form form, List<Shape> shapes) {
        return form == Form.WEIGHTED_MAPS ? shapes.size() / 2 : 1;
    }

    private static boolean isOf(Form form, List<Shape> shapes) {
        return switch (form) {
            case VECTOR, LOGITS -> shapes.size() == 1 && isRows(shapes.get(0), 2);
            case MAPS -> shapes.size() == 1 && isRows(shapes.get(0), 4);
            case WEIGHTED_MAPS -> {
                int layers = shapes.size() / 2;
                boolean paired = !shapes.isEmpty() && shapes.size() % 2 == 0;
                for (int l = 0; paired && l < layers; l++) {
                    Shape map = shapes.get(l), weights = shapes.get(layers + l);
                    paired = isRows(map, 4) && weights.size() == map.get(1);
                }
                yield paired;
            }
        };
    }

    private static boolean isRows(Shape shape, int dimensions) {
        return shape.dimension() == dimensions && shape.get(0) == IMAGES;
    }
}

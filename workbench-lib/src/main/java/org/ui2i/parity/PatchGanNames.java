package org.ui2i.parity;

/** Our paths under the names that pix2pix and CycleGAN have in their authors' repository, and in ports of it. */
final class PatchGanNames {
    private PatchGanNames() {}

    /**
     * Of a {@link org.ui2i.nn.PatchGan}.
     *
     * @param path such as {@code chain/layer2/norm/gamma}
     * @param layers its convolutions of stride 2
     */
    static String patchGan(String path, int layers) {
        String[] p = path.split("/");
        if (p[1].equals("logit")) {
            return "model." + (3 * layers + 2) + "." + p[2];
        }
        int layer = Names.index(p[1]);
        boolean norm = p[2].equals("norm");
        int module = layer == 0 ? 0 : 3 * layer - (norm ? 0 : 1); // activation, convolution, norm
        return "model." + module + "." + leaf(path);
    }

    /**
     * Of a {@link org.ui2i.nn.ResNetGenerator}.
     *
     * @param path such as {@code chain/res/res0/conv1/weight}
     * @param downs its halvings
     * @param blocks its residual blocks
     * @param block a residual block's name for its layers
     * @param growth modules of a doubling, convolution included
     */
    static String resNet(String path, int downs, int blocks, String block, int growth) {
        String[] p = path.split("/");
        int first = 4 + 3 * downs; // residual block
        int up = first + blocks + (growth - 3); // an enlargement without weights comes before the convolution
        return "model."
                + switch (p[1]) {
                    case "stem" -> "1.";
                    case "res" -> (first + Names.index(p[2])) + "." + block + "." + (1 + 4 * Names.index(p[3])) + ".";
                    case "image" -> (first + blocks + growth * downs + 1) + ".";
                    default ->
                        (p[1].startsWith("down") ? 4 + 3 * Names.index(p[1]) : up + growth * Names.index(p[1])) + ".";
                }
                + leaf(path);
    }

    /** A norm's gamma and beta are weight and bias there. */
    static String leaf(String path) {
        String end = path.substring(path.lastIndexOf('/') + 1);
        return switch (end) {
            case "gamma" -> "weight";
            case "beta" -> "bias";
            default -> end;
        };
    }
}

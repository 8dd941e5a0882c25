package org.ui2i.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

class ParityTest {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    /** The files here hold steps, to be smaller. */
    @Test
    void aStepIsAddedToItsParameter() throws IOException {
        try (NDManager manager = Tensors.scope();
                InputStream in = Files.newInputStream(FIXTURES.resolve("stargan.npz"))) {
            Map<String, NDArray> stored = Npz.read(in, manager);
            assertFalse(stored.containsKey("after/G/main.0.weight"));
            Fixture fixture = Fixture.read(FIXTURES, "stargan", manager);
            NDArray sum = stored.get("param/G/main.0.weight").add(stored.get("step/G/main.0.weight"));
            assertArrayEquals(
                    sum.toFloatArray(), fixture.get("after/G/main.0.weight").toFloatArray());
            assertTrue(fixture.group("step/").isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unit",
                "unit_v02",
                "unit_da",
                "munit",
                "funit",
                "coco_funit",
                "tunit",
                "pix2pix_authors",
                "cyclegan_authors",
                "stargan",
                "relgan"
            })
    void ourNumbersAreTheAuthors(String model) throws IOException {
        ParityCheck.Report report = ParityCheck.run(FIXTURES, model);
        assertTrue(report.ok(), report.text());
    }

    /** One changed number of each kind must be seen and named. */
    @ParameterizedTest
    @CsvSource({
        "unit_v02, thin/x_ab, 1e-3",
        "unit_v02, loss/gen_ll_loss_aba, 1e-3",
        "unit_v02, loss_iter/step2_gen_total_loss, 1e-2",
        "unit_v02, grad_gen/gen/enc_shared.0.model.0.weight, 1e-2",
        "unit, grad_dis/dis_a.cnns.2.3.bias, 1e-2",
        "unit_da, out/mu, 1e-2",
        "munit, out/ab_guided, 1e-3",
        "munit, loss/step2_gen_recon_s_a, 1e-2",
        "munit, grad_gen/gen_b.mlp.model.2.fc.bias, 1e-2",
        "funit, out/kshot_xt, 1e-3",
        "funit, loss/dis_reg, 1e-3",
        "funit, grad_dis/model.dis.cnn_f.0.conv.bias, 1e-3",
        "coco_funit, out/eval_mode_dis_logits_real_style, 1e-3",
        "coco_funit, out/dis_state_after_two_forwards/model.model.0.layers.conv.weight_u, 1e-3",
        "coco_funit, grad_gen/gen/generator.usb, 1e-3",
        "tunit, out/iic_free_joint, 1e-3",
        "tunit, out/queue_appended_and_cut, 1e-3",
        "tunit, loss/c_moco, 1e-3",
        "tunit, loss/c_iic, 1e-3",
        "tunit, loss_iter/g_sty_contrastive, 1e-3",
        "tunit, grad_c/C/features.1.weight, 1e-3",
        "tunit, grad_dis/D/main.3.norm2.tau, 1e-3",
        "tunit, grad_gen/C/cont.bias, 1e-3",
        "tunit, after/C/features.12.running_var, 1e-3",
        "tunit, after/C_EMA/features.1.running_mean, 1e-3",
        "pix2pix_authors, thin/fake_B_eval, 1e-3",
        "pix2pix_authors, loss_iter/step2_g_l1, 1e-2",
        "pix2pix_authors, grad_gen/G/model.model.1.model.2.bias, 1e-3",
        "pix2pix_authors, after/D/model.3.running_mean, 1e-3",
        "cyclegan_authors, out/pool_final_content, 1e-3",
        "cyclegan_authors, loss/idt_B, 1e-3",
        "cyclegan_authors, loss_iter/step2_D_A, 1e-3",
        "cyclegan_authors, grad_dis/D_B/model.11.bias, 1e-3",
        "stargan, out/x_fake_eval_mode, 1e-3",
        "stargan, out/D_hat_gradient_norm, 1e-3",
        "stargan, loss/d_gp, 1e-3",
        "stargan, grad_dis/D/main.2.bias, 1e-3",
        "stargan, grad_gen/G/main.4.weight, 1e-3",
        "stargan, after/G/main.9.main.4.running_var, 1e-3",
        "relgan, thin/img_a2b_eval_mode, 1e-3",
        "relgan, out/D_match_wrong_vec2, 1e-3",
        "relgan, loss/di, 1e-3",
        "relgan, loss_iter/G_gc_loss, 1e-3",
        "relgan, grad_dis/D/conv_int.bias, 1e-3",
        "relgan, grad_gen/G/down1.1.var_weight, 1e-3",
        "relgan, after/G/up1.1.running_mean, 1e-3",
    })
    void aChangedNumberFailsAndIsNamed(String model, String key, double change) throws IOException {
        Comparison result = changed(model, key, 1, change);
        assertFalse(result.ok());
        assertTrue(result.toString().contains("FAILED: " + key), result.toString());
        long failedGroups =
                result.groups().stream().filter(g -> !g.failed().isEmpty()).count();
        assertEquals(1, failedGroups, result.toString());
    }

    /** Three elements of one small tensor that moved otherwise: pooling over tensors would hide them. */
    @ParameterizedTest
    @CsvSource({
        "unit, after/gen_a.dec.model.2.norm.gamma",
        "unit_v02, after/dis/model_S.0.model.0.bias",
        "munit, after/gen_b.enc_style.model.6.bias",
        "coco_funit, after/gen/generator.content_encoder.model.1.layers.norm.weight",
        "tunit, after/C/features.1.weight",
        "tunit, after/D/main.1.norm1.gamma",
        "tunit, after/C_EMA/features.1.weight",
        "pix2pix_authors, after/D/model.9.bias",
        "cyclegan_authors, after/G_B/model.23.bias",
        "stargan, after/G/main.12.bias",
        "relgan, after/G/resb.0.f.1.mean_weight"
    })
    void aForgottenUpdateOfOneSmallTensorFailsAndIsNamed(String model, String key) throws IOException {
        Comparison result = changed(model, key, 3, 1e-4);
        assertFalse(result.ok());
        assertTrue(result.toString().contains("FAILED: " + key), result.toString());
    }

    /** A reference whose average never moved, or moved ten times as far. */
    @ParameterizedTest
    @ValueSource(floats = {0, 10})
    void aMovingAverageThatMovesOtherwiseFailsAndIsNamed(float factor) throws IOException {
        String tensor = "model.gen_test.mlp.model.0.fc.weight";
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, "funit", manager);
            NDArray before = fixture.get("param/" + tensor), after = fixture.get("after/" + tensor);
            after.set(before.add(after.sub(before).mul(factor)).toFloatArray());
            Comparison result = ParityCheck.run(fixture);
            assertTrue(result.toString().contains("FAILED: after/" + tensor), result.toString());
        }
    }

    /** One number of the newest key that the reference did not have: the translations' contrast and the queue that comes out tell. */
    @Test
    void aChangedQueueFailsAndIsNamed() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, "tunit", manager);
            float[] keys = fixture.get("in/queue").toFloatArray();
            keys[keys.length - 1] += 1;
            fixture.get("in/queue").set(keys);
            String text = ParityCheck.run(fixture).toString();
            for (String key : new String[] {"loss/g_sty_contrastive", "out/queue_appended_and_cut"}) {
                assertTrue(text.matches("(?s).*FAILED:[^\\n]*" + key + ".*"), text);
            }
        }
    }

    /** A reference whose labels are others. */
    @Test
    void aChangedPseudoDomainFailsAndIsNamed() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, "tunit", manager);
            long[] labels = fixture.get("out/y_ref").toLongArray();
            labels[2] = (labels[2] + 1) % 4;
            fixture.arrays().put("out/y_ref", manager.create(labels));
            Comparison result = ParityCheck.run(fixture);
            assertTrue(result.toString().contains("FAILED: out/y_ref"), result.toString());
        }
    }

    /**
     * StarGAN's labels of one domain of n are indices; D's answers to the images stay, so the entropy is known from
     * them.
     */
    @Test
    void starGansOtherKindOfLabelsIsKnown() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, "stargan", manager);
            fixture.hyper().addProperty("dataset", "RaFD");
            int[] domains = {0, 3, 1, 4};
            float[] logits = fixture.get("out/D_real_cls").toFloatArray(), oneHot = new float[20];
            double entropy = 0;
            for (int b = 0; b < 4; b++) {
                oneHot[5 * b + domains[b]] = 1;
                double sum = 0;
                for (int i = 0; i < 5; i++) {
                    sum += Math.exp(logits[5 * b + i]);
                }
                entropy += (Math.log(sum) - logits[5 * b + domains[b]]) / 4;
            }
            fixture.arrays().put("in/label_org", manager.create(new long[] {0, 3, 1, 4}));
            fixture.get("out/c_org").set(oneHot);
            fixture.get("loss/d_cls").set(new float[] {(float) entropy});
            List<String> failed = ParityCheck.run(fixture).groups().stream()
                    .flatMap(group -> group.failed().stream())
                    .toList();
            assertTrue(failed.contains("out/c_trg"), "other targets: " + failed);
            assertFalse(failed.contains("out/c_org") || failed.contains("loss/d_cls"), failed.toString());
        }
    }

    @Test
    void aNumberThatNothingWasComparedWithFails() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, "unit_v02", manager);
            fixture.arrays().put("out/unknown", manager.create(1f));
            Comparison result = ParityCheck.run(fixture);
            assertFalse(result.ok());
            assertEquals("[out/unknown]", result.missed().toString());
        }
    }

    private static Comparison changed(String model, String key, int elements, double change) throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Fixture fixture = Fixture.read(FIXTURES, model, manager);
            NDArray array = fixture.get(key);
            float[] values = array.toFloatArray();
            double scale = 1;
            for (float value : values) {
                scale = Math.max(scale, Math.abs(value));
            }
            for (int i = 0; i < elements; i++) {
                values[i] += (float) (change * (elements == 1 ? scale : 1));
            }
            array.set(values);
            return ParityCheck.run(fixture);
        }
    }
}

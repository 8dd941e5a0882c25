package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Parts as TorchScript: the text, and what belongs to it. */
class ScriptTest {
    private static final Weights WEIGHTS = Weights.seeded(1, Init.KAIMING);

    private static Script of(Part part) {
        return Script.of("Net", Map.of("class", part), List.of("x"), x -> part.script(x.get(0)));
    }

    @Test
    void aPartIsAClassAndEqualPartsShareOne() {
        Script script = of(new Mlp(new Mlp.Config(3, 4, 2, 2), WEIGHTS));
        assertEquals(
                """
                class Linear(Module):
                  __parameters__ = ["weight", "bias", ]
                  __buffers__ = []
                  weight : Tensor
                  bias : Tensor
                  training : bool
                  def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
                    h0 = torch.linear(x, self.weight, self.bias)
                    return h0

                class Mlp(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  linear0 : __torch__.Linear
                  linear1 : __torch__.Linear
                  def forward(self: __torch__.Mlp, x: Tensor) -> Tensor:
                    h0 = self.linear0.forward(x)
                    h1 = torch.relu(h0)
                    h2 = self.linear1.forward(h1)
                    return h2

                class Net(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  class_ : __torch__.Mlp
                  def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                    h0 = self.class_.forward(x)
                    return h0

                """,
                script.source());
    }

    @Test
    void unlikePartsOfOneKindAreClassesOfTheirOwn() {
        ConvBlock.Config plain = ConvBlock.Config.same(2, 2, 3, Padding.ZERO);
        Sequence both = new Sequence()
                .then("a", new ConvBlock(plain, WEIGHTS))
                .then("b", new ConvBlock(plain.withBias(false), WEIGHTS))
                .then("c", new ConvBlock(plain, WEIGHTS));
        Script script = of(both);
        Map<String, String> types = new TreeMap<>();
        script.root().children().get("class_").children().forEach((name, part) -> types.put(name, part.type()));
        assertEquals("{a=ConvBlock, b=ConvBlock_2, c=ConvBlock}", types.toString());
        assertTrue(script.source().contains("torch.conv2d(x, self.weight, None, [1, 1], [1, 1])"), script.source());
    }

    @Test
    void theWeightsKeepTheirPathsAndAreThePartsOwn() {
        ResBlock block = new ResBlock(2, Padding.ZERO, Norm.INSTANCE_AFFINE, Branch.PLAIN, WEIGHTS);
        Map<String, NDArray> found = new TreeMap<>();
        collect("", of(block).root().children().get("class_"), found);
        assertEquals(new TreeMap<>(block.state()).keySet(), found.keySet());
        found.forEach((path, array) -> assertSame(block.state().get(path), array));
    }

    private static void collect(String path, Script.Instance at, Map<String, NDArray> found) {
        at.tensors().forEach((name, array) -> found.put(path + name, array));
        at.children().forEach((name, child) -> collect(path + name + "/", child, found));
    }

    @Test
    void aPartThatTwoUseIsOneInstance() {
        ResBlock shared = new ResBlock(2, Padding.ZERO, WEIGHTS);
        Sequence twice = new Sequence().then("once", shared).then("again", new Sequence().then("same", shared));
        Script.Instance root = of(twice).root().children().get("class_");
        assertSame(
                root.children().get("once"),
                root.children().get("again").children().get("same"));
    }

    @Test
    void aPartThatCannotWriteItselfIsNamed() {
        Part dis = new PatchGan(new PatchGan.Config(1, 2, 2, Norm.INSTANCE), WEIGHTS);
        String text =
                assertThrows(IllegalArgumentException.class, () -> of(dis)).getMessage();
        assertTrue(text.startsWith("a PatchGan does not write itself as TorchScript"), text);
    }
}

package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

class FunitTableTest {
    private static final FontTest TEST = FontTest.unseen(32);

    @Test
    void aCopyKeepsTheContentAndNoFont() {
        FunitTable copy = FunitTable.of((x, y) -> x, 1, TEST);
        assertEquals(40 * 32, copy.n());
        assertEquals(0, copy.dipd(), 1e-6);
        assertTrue(copy.letter() > 0.8, copy.toString());
        assertTrue(copy.top5() < 0.3, copy.toString());
        assertEquals(40 * 32 / 40, FunitTable.LETTERS.length());
    }

    @Test
    void theTrueGlyphsHaveNoDistanceAndTheirFontIsFound() {
        FunitTable truth = FunitTable.of(new Oracle(), 1, TEST), copy = FunitTable.of((x, y) -> x, 1, TEST);
        assertEquals(0, truth.mfid(), 1e-6);
        assertTrue(truth.top1() > 0.6 && truth.top5() > truth.top1(), truth.toString());
        assertTrue(truth.mfid() < copy.mfid() && truth.is() > copy.is() && truth.dipd() > 0, truth + " " + copy);
    }

    /** Knows every glyph: the letter by its content image, the font by its H. */
    private static final class Oracle implements FewShotTranslator {
        private final Map<Integer, String> letters = new HashMap<>(), fonts = new HashMap<>();
        private final Map<String, float[]> glyphs = new HashMap<>();

        Oracle() {
            read(Datasets.glyphFonts(Split.TRAIN, 32).where("class", FewShotImages.CONTENT_FONT), letters, "content");
            ImageSet unseen = Datasets.glyphFonts(Split.TEST, 32);
            read(unseen.where("content", FontTest.CLASS_LETTERS.substring(0, 1)), fonts, "class");
            try (NDManager scope = Tensors.scope()) {
                for (int i = 0; i < unseen.size(); i++) {
                    glyphs.put(
                            unseen.text("class", i) + unseen.text("content", i),
                            unseen.tensor(scope, i).toFloatArray());
                }
            }
        }

        private static void read(ImageSet set, Map<Integer, String> names, String column) {
            try (NDManager scope = Tensors.scope()) {
                for (int i = 0; i < set.size(); i++) {
                    names.put(Arrays.hashCode(set.tensor(scope, i).toFloatArray()), set.text(column, i));
                }
            }
        }

        @Override
        public NDArray translate(NDArray x, NDArray y) {
            float[] all = new float[(int) x.size()];
            int each = all.length / (int) x.getShape().get(0);
            for (int i = 0; i * each < all.length; i++) {
                String font = fonts.get(Arrays.hashCode(y.get(i).get(0).toFloatArray()));
                String letter = letters.get(Arrays.hashCode(x.get(i).toFloatArray()));
                System.arraycopy(glyphs.get(font + letter), 0, all, i * each, each);
            }
            return x.getManager().create(all, x.getShape());
        }
    }

    @Test
    void rowsCompareEachKWithTheCopyAndWithOne() {
        FunitTable copy = new FunitTable(.02, .1, .9, 0, 2, 50, 1280);
        Map<Integer, List<FunitTable>> byShots = new TreeMap<>();
        byShots.put(1, List.of(score(.20), score(.21), score(.22)));
        byShots.put(5, List.of(score(.30), score(.31), score(.32)));
        List<Claim> claims = FunitTable.rows(byShots, copy, "abc").stream()
                .map(ClaimTable.Row::claim)
                .toList();
        assertEquals(5 * 3 + 1, claims.size()); // a copy's DIPD is 0: no baseline
        Claim first = claims.get(0), third = claims.get(2);
        assertEquals("top-1 of the unseen fonts, K = 1; baseline: copy content", first.arm());
        assertEquals(.21, first.value(), 1e-9);
        assertEquals(.02, first.baseline(), 1e-9);
        assertEquals("top-1 of the unseen fonts, K = 5; baseline: K = 1", third.arm());
        assertEquals(.21, third.baseline(), 1e-9);
        assertEquals(Claim.Verdict.HOLDS, third.verdict(third.better()));
        Claim mfid = claims.get(claims.size() - 1);
        assertEquals(Claim.Better.LOWER, mfid.better());
    }

    private static FunitTable score(double top1) {
        return new FunitTable(top1, top1 * 2, .8, .1, 3, 40 - 100 * top1, 1280);
    }
}

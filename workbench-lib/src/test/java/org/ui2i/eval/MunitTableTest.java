package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.models.MunitArm;
import org.ui2i.tensor.Tensors;

class MunitTableTest {
    private static final TruePairs TRUTH =
            Datasets.emojiEdges("noto").size(32).truth(Split.TEST).every(6);

    @Test
    void oneOutputForAllStylesHasNoDiversityAndEmojiThemselvesHave() {
        Judge groups = BundledJudges.emoji("noto", 32).group().judge();
        Features features = BundledJudges.emojiFeatures("noto", 32);
        try (NDManager scope = Tensors.scope()) {
            NDArray emoji = TRUTH.b().all(scope);
            MunitTable same = MunitTable.of(emoji.get("0:2").repeat(0, MunitTable.OUTPUTS), groups, features);
            assertEquals(2, same.n());
            assertEquals(0, same.cis(), 1e-6);
            assertEquals(0, same.diversity(), 1e-5);
            MunitTable other = MunitTable.of(emoji.get("0:" + MunitTable.OUTPUTS), groups, features);
            assertTrue(other.cis() > 0.1 && other.diversity() > 0.1, other.toString());
            assertEquals(other.is(), other.cis(), 1e-9); // of one input both are the same mean
        }
    }

    @Test
    void rowsCompareAllLossesWithThoseWithoutOne() {
        Map<MunitArm, List<MunitTable>> arms = new EnumMap<>(MunitArm.class);
        MunitTable.ARMS.keySet().forEach(arm -> arms.put(arm, List.of(score(.1), score(.2), score(.3))));
        arms.put(MunitArm.BASE, List.of(score(.5), score(.6), score(.7)));
        List<Claim> claims =
                MunitTable.rows(arms, "abc").stream().map(ClaimTable.Row::claim).toList();
        assertEquals(9, claims.size());
        assertEquals(
                "CIS by the group judge, base; baseline: without L_x",
                claims.get(0).arm());
        assertEquals(.6, claims.get(0).value(), 1e-9);
        assertEquals(.2, claims.get(0).baseline(), 1e-9);
        assertEquals(Claim.Verdict.HOLDS, claims.get(0).verdict(claims.get(0).better()));
    }

    private static MunitTable score(double cis) {
        return new MunitTable(cis, 2 * cis, 3 * cis, 171);
    }
}

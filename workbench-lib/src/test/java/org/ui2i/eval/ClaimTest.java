package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    @TempDir
    Path folder;

    private static Claim claim(double baseline, double... seeds) {
        return new Claim("U6", "sharing, GAN", Interval.t(seeds), baseline, 468, seeds.length, "abc");
    }

    @Test
    void theIntervalOverThreeSeedsByHand() {
        Interval t = Interval.t(1, 2, 3); // sd 1, 4.303 / sqrt(3) = 2.4843
        assertEquals(2, t.mean());
        assertEquals(2 - 2.4843, t.low(), 1e-3);
        assertEquals(2 + 2.4843, t.high(), 1e-3);
        assertTrue(t.excludes(4.5) && t.excludes(-.5) && !t.excludes(4.4));
    }

    @Test
    void pairedSeedsLeaveWhatIsCommonOut() {
        double[] values = {1, 2, 6};
        Interval apart = Interval.paired(values, new double[] {0, 2, 4}); // differences 1, 0, 2: sd 1
        assertEquals(3, apart.mean(), 1e-9);
        assertEquals(3 - 2.4843, apart.low(), 1e-3);
        assertEquals(3 + 2.4843, apart.high(), 1e-3);
        assertFalse(apart.excludes(2));
        Interval always = Interval.paired(values, new double[] {0, 1, 5}); // always 1 more
        assertEquals(3, always.low(), 1e-9);
        assertTrue(always.excludes(2) && !Interval.t(values).excludes(2));
        assertEquals(Interval.t(values), Interval.paired(values, new double[] {0, 0, 0}));
        assertThrows(IllegalArgumentException.class, () -> Interval.paired(values, new double[] {0}));
    }

    @Test
    void manySeedsComeNearTheNormalQuantile() {
        double[] values = IntStream.range(0, 61).mapToDouble(i -> i % 2).toArray(); // t with 60 df: 2.0003
        Interval t = Interval.t(values);
        double mean = 30.0 / 61, sd = Math.sqrt(mean * (1 - mean) * 61 / 60);
        assertEquals(2.0003, (t.high() - mean) / (sd / Math.sqrt(61)), 1e-3);
    }

    @Test
    void oneSeedHasNoInterval() {
        assertFalse(Interval.t(5).known());
        assertFalse(Interval.t(5).excludes(100));
        assertEquals(Claim.Verdict.NO_INTERVAL, claim(1, .5).verdict(Claim.Better.LOWER));
    }

    @Test
    void aClaimHoldsOnlyOnItsSideOfAnExcludedBaseline() {
        assertEquals(Claim.Verdict.HOLDS, claim(.078, .050, .052, .051).verdict(Claim.Better.LOWER));
        assertEquals(Claim.Verdict.REVERSED, claim(.078, .050, .052, .051).verdict(Claim.Better.HIGHER));
        assertEquals(Claim.Verdict.UNDECIDED, claim(.052, .050, .052, .051).verdict(Claim.Better.LOWER));
        assertEquals("holds", Claim.Verdict.HOLDS.toString());
    }

    @Test
    void theFirstWordsTellWhichSideIsBetter() {
        for (String name : List.of("L1 (emoji), zero", "unevenness of slant, interp", "drift of weight when, interp")) {
            assertEquals(Claim.Better.LOWER, new Claim("A", name, Interval.t(1), 0, 1, 1, "abc").better(), name);
        }
        for (String name : List.of("rank correlation of slant with alpha, interp", "taken for the target, zero")) {
            assertEquals(Claim.Better.HIGHER, new Claim("A", name, Interval.t(1), 0, 1, 1, "abc").better(), name);
        }
    }

    @Test
    void bootstrapDrawsWholeGroups() {
        double[] values = {0, 0, 0, 1, 1, 1};
        Interval items = Interval.bootstrap(values, new int[] {0, 1, 2, 3, 4, 5}, 7);
        Interval groups = Interval.bootstrap(values, new int[] {0, 0, 0, 1, 1, 1}, 7);
        assertEquals(.5, items.mean());
        assertTrue(items.low() > 0 && items.high() < 1, items.toString());
        assertEquals(0, groups.low(), "two groups: a quarter of the draws is all zeros");
        assertEquals(1, groups.high());
        assertEquals(2, groups.n());
        assertEquals(items, Interval.bootstrap(values, new int[] {0, 1, 2, 3, 4, 5}, 7));
        assertFalse(Interval.bootstrap(values, new int[6], 7).known());
    }

    @Test
    void errorsAndForbiddenKnowledgeAreClaimedToBeLow() {
        for (String low : List.of(
                "L1: on; baseline: off",
                "FID of x",
                "edge error: a",
                "cycle error (glyphs): b",
                "probe, colour from the content code",
                "probe, letter from the style code (glyphs)")) {
            assertEquals(Claim.Better.LOWER, named(low).better(), low);
        }
        for (String high :
                List.of("font top-5, L1 aside", "probe, colour from the style code", "probe, content's group")) {
            assertEquals(Claim.Better.HIGHER, named(high).better(), high);
        }
    }

    private static Claim named(String arm) {
        return new Claim("X1", arm, Interval.t(.5), .5, 1, 1, "abc");
    }

    @Test
    void theFileHasTheEightColumns() throws IOException {
        Path file = folder.resolve("run/claims.csv");
        ClaimTable table = new ClaimTable().add(claim(.078, .05, .05, .05));
        table.add(new Claim("U2", "code", Interval.t(.86), 1 / 64.0, 70, 1, "abc"));
        table.write(file);
        assertEquals(
                """
                id,arm,value,baseline,n,interval,seeds,commit
                U6,"sharing, GAN",0.050000,0.078000,468,0.050000..0.050000,3,abc
                U2,code,0.860000,0.015625,70,,1,abc
                """,
                Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count(), "nothing aside is left");
        }
        assertThrows(IllegalArgumentException.class, () -> table.add(claim(1, 2)), "the arm is there already");
    }
}

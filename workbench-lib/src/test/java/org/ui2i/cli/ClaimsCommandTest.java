package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Claim;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Interval;
import picocli.CommandLine;

class ClaimsCommandTest {
    private static Claim claim(double value, double half, double baseline) {
        return new Claim("U1", "L1", new Interval(value, value - half, value + half, 3), baseline, 10, 3, "abc");
    }

    private static ClaimTable.Row row(double value, double half, double baseline) {
        return new ClaimTable.Row(claim(value, half, baseline), Claim.Better.LOWER);
    }

    @Test
    void anUnchangedRowStands() {
        assertTrue(ClaimsCommand.same(row(.06, .001, .08), claim(.06, .001, .08)));
        assertTrue(ClaimsCommand.same(row(.0605, .001, .08), claim(.06, .001, .08)));
    }

    @Test
    void aDriftedValueOrBaselineIsSeen() {
        assertFalse(ClaimsCommand.same(row(.063, .001, .08), claim(.06, .001, .08)));
        assertFalse(ClaimsCommand.same(row(.06, .001, .085), claim(.06, .001, .08)));
        assertFalse(ClaimsCommand.same(row(Double.NaN, .001, .08), claim(.06, .001, .08)));
    }

    @Test
    void aChangedVerdictIsSeenEvenIfTheValueStands() {
        assertFalse(ClaimsCommand.same(row(.06, .03, .08), claim(.06, .001, .08)));
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
        assertEquals(1, line.execute("claims", "score", "nothing"));
        assertTrue(
                err.toString()
                        .contains("[unit, unit-emoji, unit-digits, munit, funit, coco-funit, tunit, dunit, pix2pix,"
                                + " cyclegan, stargan, relgan]"),
                err.toString());
    }
}

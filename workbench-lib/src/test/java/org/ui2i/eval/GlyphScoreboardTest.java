package org.ui2i.eval;

import org.junit.jupiter.api.Test;
import org.ui2i.data.GlyphProtocol;

class GlyphScoreboardTest {
    @Test
    void print() {
        GlyphScoreboard board = new GlyphScoreboard(GlyphProtocol.test(32));
        System.out.println(BundledJudges.letters(32));
        System.out.println(GlyphScore.text(board.baselines()));
        System.out.println(GlyphScore.text(new GlyphScoreboard(GlyphProtocol.validation(32, 1)).baselines()));
    }
}

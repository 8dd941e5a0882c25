package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * An emoji of the scenes by both drawers.
 *
 * @param code code points
 * @param split its split in the set {@code emoji/drawers}
 * @param noto by day
 * @param twemoji by night
 * @param extent within the tile, around what either drawer covers: both drawings fit one box
 */
record SceneEmoji(String code, String split, Sprite noto, Sprite twemoji, Box extent) {
    static final int TILE = 64;
    private static final float SEEN = 0.1f; // cover below this is not seen

    /** All of {@code scenes/selection.csv}, in its order; classes by their number in a list. */
    static List<SceneEmoji> read(List<String> classes) {
        Table chosen = Manifest.text(Datasets.folder("scenes/selection.csv"));
        ImageSet noto = drawer("noto", chosen), twemoji = drawer("twemoji", chosen);
        Map<String, Integer> at = new HashMap<>();
        for (int i = 0; i < noto.size(); i++) {
            at.put(noto.text("content", i), i); // both atlases list the same emoji in the same order
        }
        List<SceneEmoji> all = new ArrayList<>();
        for (Row row : chosen) {
            int i = at.getOrDefault(row.getString("code"), -1);
            check(
                    i >= 0 && noto.text("content", i).equals(twemoji.text("content", i)),
                    "emoji %s is not drawn by both drawers: take it out of scenes/selection.csv",
                    row.getString("code"));
            Sprite a = Sprite.cut(noto.bytes(i), TILE), b = Sprite.cut(twemoji.bytes(i), TILE);
            Box extent = extent(classes.indexOf(row.getString("class")), a, b);
            all.add(new SceneEmoji(row.getString("code"), noto.text("split", i), a, b, extent));
        }
        return all;
    }

    private static ImageSet drawer(String name, Table chosen) {
        List<String> codes = chosen.stringColumn("code").asList();
        UnaryOperator<Table> lines =
                table -> table.where(table.stringColumn("content").isIn(codes));
        return Atlas.read(Datasets.folder("emoji/drawers"), name, lines, TILE, 3);
    }

    private static Box extent(int label, Sprite a, Sprite b) {
        int left = TILE, right = 0, top = TILE, bottom = 0;
        for (int i = 0; i < TILE * TILE; i++) {
            if (Math.max(a.cover(i), b.cover(i)) > SEEN) {
                left = Math.min(left, i % TILE);
                right = Math.max(right, i % TILE + 1);
                top = Math.min(top, i / TILE);
                bottom = Math.max(bottom, i / TILE + 1);
            }
        }
        return new Box(label, left, top, right, bottom);
    }
}

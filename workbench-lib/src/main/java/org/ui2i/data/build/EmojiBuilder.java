package org.ui2i.data.build;

import static org.ui2i.core.Check.check;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.ui2i.data.Manifest;

/** Builds {@code datasets/emoji}: {@code drawers} (an atlas per drawer and group) and {@code tones}. */
final class EmojiBuilder {
    private static final int TILE = 64;
    private static final int COLUMNS = 24;
    private static final List<String> GROUPS = List.of("smileys", "nature", "food", "objects");
    private static final List<String> TONES = List.of("none", "light", "medium-light", "medium", "medium-dark", "dark");

    /** Who drew the emoji, and on what terms they may be used. */
    private enum Drawer {
        NOTO("noto", "emoji-datasource-google", "google", "Apache-2.0"),
        TWEMOJI("twemoji", "emoji-datasource-twitter", "twitter", "CC-BY-4.0");

        private final String domain;
        private final String packageName;
        private final String folder;
        private final String licence;

        Drawer(String domain, String packageName, String folder, String licence) {
            this.domain = domain;
            this.packageName = packageName;
            this.folder = folder;
            this.licence = licence;
        }
    }

    private final Packages packages;
    private final Consumer<String> log;

    EmojiBuilder(Packages packages, Consumer<String> log) {
        this.packages = packages;
        this.log = log;
    }

    void build(Path emoji) throws IOException {
        drawers(emoji.resolve("drawers"));
        tones(emoji.resolve("tones"));
    }

    private void drawers(Path folder) throws IOException {
        List<Map<String, String>> rows = Csv.read(folder.resolve("selection.csv"));
        StringBuilder manifest = new StringBuilder(Csv.line(Manifest.COLUMNS));
        for (Drawer drawer : Drawer.values()) {
            for (String group : GROUPS) {
                List<Map<String, String>> members = rows.stream()
                        .filter(r -> Csv.get(r, "group").equals(group))
                        .toList();
                List<Tile> tiles = members.stream()
                        .map(r -> new Tile(r, group, Csv.get(r, "image")))
                        .toList();
                sheet(folder.resolve(drawer.domain + "-" + group + ".png"), drawer, tiles, manifest);
            }
        }
        AtlasWriter.gzip(manifest.toString(), folder.resolve(Manifest.FILE));
        log.accept("emoji/drawers: " + rows.size() + " emoji by 2 drawers");
    }

    private void tones(Path folder) throws IOException {
        List<Map<String, String>> rows = Csv.read(folder.resolve("selection.csv"));
        StringBuilder manifest = new StringBuilder(Csv.line(Manifest.COLUMNS));
        for (Drawer drawer : Drawer.values()) {
            List<Tile> tiles = rows.stream()
                    .flatMap(r -> TONES.stream().map(tone -> new Tile(r, tone, Csv.get(r, tone))))
                    .toList();
            sheet(folder.resolve(drawer.domain + ".png"), drawer, tiles, manifest);
        }
        AtlasWriter.gzip(manifest.toString(), folder.resolve(Manifest.FILE));
        log.accept("emoji/tones: " + rows.size() + " emoji in 6 tones by 2 drawers");
    }

    private record Tile(Map<String, String> emoji, String className, String image) {}

    private void sheet(Path file, Drawer drawer, List<Tile> tiles, StringBuilder manifest) throws IOException {
        int rows = (tiles.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * TILE, rows * TILE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < tiles.size(); i++) {
            String path = "img/" + drawer.folder + "/64/" + tiles.get(i).image;
            BufferedImage image =
                    ImageIO.read(packages.file(drawer.packageName, path).toFile());
            check(
                    image.getWidth() == TILE && image.getHeight() == TILE,
                    "%s is %d x %d pixels: the builder expects %d",
                    path,
                    image.getWidth(),
                    image.getHeight(),
                    TILE);
            g.drawImage(image, i % COLUMNS * TILE, i / COLUMNS * TILE, null);
        }
        g.dispose();
        BufferedImage reduced = Palette.reduce(sheet);
        AtlasWriter.palette(reduced, file);
        lines(reduced, drawer, tiles, manifest);
    }

    private void lines(BufferedImage sheet, Drawer drawer, List<Tile> tiles, StringBuilder manifest) {
        String source = drawer.packageName + "@" + packages.version(drawer.packageName);
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            int row = i / COLUMNS, column = i % COLUMNS;
            byte[] planes = planes(sheet.getSubimage(column * TILE, row * TILE, TILE, TILE));
            manifest.append(Csv.line(List.of(
                    row,
                    column,
                    drawer.domain,
                    tile.className,
                    Csv.get(tile.emoji, "code"),
                    Csv.get(tile.emoji, "split"),
                    source,
                    drawer.licence,
                    Manifest.hash(planes))));
        }
    }

    private static byte[] planes(BufferedImage tile) {
        byte[] planes = new byte[3 * TILE * TILE];
        for (int i = 0; i < TILE * TILE; i++) {
            int rgb = tile.getRGB(i % TILE, i / TILE);
            for (int c = 0; c < 3; c++) {
                planes[c * TILE * TILE + i] = (byte) (rgb >> (16 - 8 * c));
            }
        }
        return planes;
    }
}

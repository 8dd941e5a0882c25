package org.ui2i.data.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ui2i.data.Manifest;

/** Builds {@code datasets/glyphs}: the set {@code fonts} (one cut a font) and the set {@code styles} (four cuts). */
final class GlyphsBuilder {
    private static final int TILE = GlyphRenderer.TILE;
    private static final List<String> CUTS = List.of("regular", "italic", "bold", "bold-italic");

    private final Packages packages;
    private final Consumer<String> log;

    GlyphsBuilder(Packages packages, Consumer<String> log) {
        this.packages = packages;
        this.log = log;
    }

    void build(Path glyphs) throws IOException {
        fonts(glyphs.resolve("fonts"));
        styles(glyphs.resolve("styles"));
    }

    private void fonts(Path folder) throws IOException {
        List<Map<String, String>> rows = Csv.read(folder.resolve("selection.csv"));
        Sheet sheet = new Sheet("font", rows.size());
        StringBuilder manifest = new StringBuilder(Csv.line(Manifest.COLUMNS));
        for (int row = 0; row < rows.size(); row++) {
            Map<String, String> font = rows.get(row);
            Path file = packages.file(Csv.get(font, "package"), Csv.get(font, "file"));
            String name = Csv.get(font, "family") + " " + Csv.get(font, "style");
            sheet.add(row, new GlyphRenderer(List.of(file)), 0, font, name, manifest);
        }
        sheet.write(folder);
        AtlasWriter.gzip(manifest.toString(), folder.resolve(Manifest.FILE));
        log.accept("glyphs/fonts: " + rows.size() + " fonts");
    }

    private void styles(Path folder) throws IOException {
        List<Map<String, String>> rows = Csv.read(folder.resolve("selection.csv"));
        List<GlyphRenderer> families = new ArrayList<>();
        for (Map<String, String> family : rows) {
            families.add(new GlyphRenderer(CUTS.stream()
                    .map(cut -> packages.file(Csv.get(family, "package"), Csv.get(family, cut.replace('-', '_'))))
                    .toList()));
        }
        StringBuilder manifest = new StringBuilder(Csv.line(Manifest.COLUMNS));
        for (int cut = 0; cut < CUTS.size(); cut++) {
            Sheet sheet = new Sheet(CUTS.get(cut), rows.size());
            for (int row = 0; row < rows.size(); row++) {
                Map<String, String> family = rows.get(row);
                sheet.add(row, families.get(row), cut, family, Csv.get(family, "family"), manifest);
            }
            sheet.write(folder);
        }
        AtlasWriter.gzip(manifest.toString(), folder.resolve(Manifest.FILE));
        log.accept("glyphs/styles: " + rows.size() + " families, " + CUTS.size() + " cuts");
    }

    /** One atlas: a row per font, a column per letter. */
    private static final class Sheet {
        private final String domain;
        private final GreySheet tiles;

        Sheet(String domain, int rows) {
            this.domain = domain;
            tiles = new GreySheet(TILE, rows, Letters.ALL.size());
        }

        void add(
                int row, GlyphRenderer font, int cut, Map<String, String> origin, String name, StringBuilder manifest) {
            String component = origin.getOrDefault("component", "");
            String source = Csv.get(origin, "package") + (component.isEmpty() ? "" : "/" + component);
            for (int column = 0; column < Letters.ALL.size(); column++) {
                String letter = Letters.ALL.get(column);
                byte[] tile = font.tile(cut, letter);
                tiles.put(row, column, tile);
                manifest.append(Csv.line(List.of(
                        row,
                        column,
                        domain,
                        name,
                        letter,
                        Csv.get(origin, "split"),
                        source,
                        Csv.get(origin, "licence"),
                        Manifest.hash(tile))));
            }
        }

        void write(Path folder) throws IOException {
            tiles.write(folder.resolve(domain + ".png"));
        }
    }
}

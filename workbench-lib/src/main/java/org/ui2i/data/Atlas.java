package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Reads tiles out of atlases as their {@code manifest.csv.gz} says. */
final class Atlas {
    private Atlas() {}

    /**
     * Images of one domain.
     *
     * @param folder holds the manifest and the atlas
     * @param domain which atlas
     * @param lines keeps the wanted lines of the manifest (already those of the domain), in the wanted order
     * @param size edge of the images: the tile's or a divisor of it (means over blocks)
     * @param channels 1 or 3
     */
    static ImageSet read(Path folder, String domain, UnaryOperator<Table> lines, int size, int channels) {
        Table all = Manifest.read(folder.resolve(Manifest.FILE));
        Table ofDomain = all.where(all.stringColumn("domain").isEqualTo(domain));
        check(
                !ofDomain.isEmpty(),
                "domain '%s' is not in %s: it has %s",
                domain,
                folder,
                all.stringColumn("domain").unique().asList());
        Map<String, BufferedImage> sheets = sheets(folder, domain, ofDomain);
        BufferedImage any = sheets.values().iterator().next();
        int tile =
                any.getWidth() / Math.max(1, (int) ofDomain.intColumn("column").max() + 1);
        check(
                size >= 1 && tile >= 1 && tile % size == 0,
                "size %d: the images of %s are %d pixels, use that or a divisor of it",
                size,
                folder.getFileName(),
                tile);
        Table wanted = lines.apply(ofDomain);
        IntColumn rows = wanted.intColumn("row");
        IntColumn columns = wanted.intColumn("column");
        StringColumn classes = wanted.stringColumn("class");
        byte[][] pixels = new byte[wanted.rowCount()][];
        for (int i = 0; i < pixels.length; i++) {
            BufferedImage sheet = Objects.requireNonNull(sheets.get(classes.get(i)));
            check(
                    within(rows.getInt(i), sheet.getHeight() / tile)
                            && within(columns.getInt(i), sheet.getWidth() / tile),
                    "%s has no image in row %d, column %d of %s: get both anew, or build them with 'datasets build'",
                    folder.resolve(Manifest.FILE),
                    rows.getInt(i),
                    columns.getInt(i),
                    domain);
            byte[] full =
                    Pixels.of(sheet.getSubimage(columns.getInt(i) * tile, rows.getInt(i) * tile, tile, tile), channels);
            pixels[i] = Pixels.blocks(full, channels, tile, tile / size);
        }
        return new ImageSet(pixels, channels, size, size, wanted);
    }

    private static boolean within(int index, int count) {
        return index >= 0 && index < count;
    }

    /** The atlas of each class: one for all, {@code DOMAIN.png}, or {@code DOMAIN-CLASS.png} each. */
    private static Map<String, BufferedImage> sheets(Path folder, String domain, Table lines) {
        Path one = folder.resolve(domain + ".png");
        BufferedImage whole = Files.exists(one) ? image(one) : null;
        Map<String, BufferedImage> sheets = new LinkedHashMap<>();
        for (String name : lines.stringColumn("class").unique()) {
            sheets.put(name, whole != null ? whole : image(folder.resolve(domain + "-" + name + ".png")));
        }
        return sheets;
    }

    private static BufferedImage image(Path file) {
        try {
            check(Files.exists(file), "%s is missing: get it from version control or run 'datasets build'", file);
            BufferedImage image = ImageIO.read(file.toFile());
            check(image != null, "%s is no PNG: get it from version control or run 'datasets build'", file);
            return Objects.requireNonNull(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

package org.ui2i.data.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ui2i.data.papers.Fakes.jpeg;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Datasets;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.data.UnpairedImages;

/** Each recipe on small files in the true format: laid out as the table says, and readable by the data sets' specs. */
class PaperLayoutsTest {
    @TempDir
    Path dir;

    private final List<String> told = new ArrayList<>();

    /** The set, with files that are here and have no published hash. */
    private Path laid(String name) throws IOException {
        PaperSet set = PaperSets.named(name);
        List<PaperFile> files = set.files().stream()
                .map(f -> new PaperFile(f.name(), f.folder(), null, null, null, "made by the test"))
                .toList();
        PaperSet fake = new PaperSet(
                name,
                set.title(),
                set.licence(),
                set.cite(),
                set.page(),
                set.layout(),
                set.folders(),
                set.data(),
                files);
        Path place = dir.resolve("laid").resolve(name);
        Files.createDirectories(place.getParent());
        new PaperData(fake, place, told::add).get(dir.resolve("mine").toString());
        return place;
    }

    private void mine(String name, byte[] content) throws IOException {
        Path file = dir.resolve("mine").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void mine(String name, String... lines) throws IOException {
        mine(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.equals("contents.csv") && !file.equals("about.txt"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aCycleGanZipBecomesTwoFoldersOfADomainEach() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : List.of("trainA", "trainB", "testA", "testB")) {
            files.put("horse2zebra/" + folder + "/n1.jpg", jpeg(folder.length() + folder.charAt(folder.length() - 1)));
        }
        files.put("__MACOSX/x", new byte[1]);
        mine("horse2zebra.zip", Fakes.zip(files));
        Path place = laid("horse2zebra");
        assertEquals(List.of("testA/n1.jpg", "testB/n1.jpg", "trainA/n1.jpg", "trainB/n1.jpg"), tree(place));
        UnpairedImages images = Datasets.unpaired("folder:" + place.resolve("trainA") + "," + place.resolve("trainB"));
        assertEquals(1, images.size(16).a().size());
        assertTrue(
                told.contains("  UNIT, MUNIT, CycleGAN: --data folder:" + place + "/trainA," + place + "/trainB"),
                told.toString());
        String about = Files.readString(place.resolve("about.txt"));
        assertTrue(about.contains("Licence: not stated where it is served"), about);
    }

    @Test
    void afhqKeepsItsDomains() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String split : List.of("train", "val")) {
            for (String domain : List.of("cat", "dog", "wild")) {
                files.put("afhq/" + split + "/" + domain + "/1.jpg", jpeg(domain.charAt(0)));
            }
        }
        mine("afhq.zip", Fakes.zip(files));
        Path place = laid("afhq");
        assertEquals(
                List.of("cat", "dog", "wild"),
                Datasets.labelled("folder:" + place.resolve("train")).size(16).domains());
    }

    @Test
    void cityscapesBecomesPairsOfOneName() throws IOException {
        Map<String, byte[]> photos = new TreeMap<>(), labels = new TreeMap<>();
        for (String split : List.of("train", "val")) {
            for (String city : List.of("aachen", "bochum")) {
                String name = split + "/" + city + "/" + city + "_000000_000019";
                photos.put(
                        "leftImg8bit/" + name + "_leftImg8bit.png", Fakes.picture("png", 32, 16, Color.RED, Color.RED));
                labels.put(
                        "gtFine/" + name + "_gtFine_color.png", Fakes.picture("png", 32, 16, Color.BLUE, Color.BLUE));
                labels.put("gtFine/" + name + "_gtFine_polygons.json", new byte[] {'{', '}'});
            }
        }
        photos.put("license.txt", new byte[1]);
        mine("leftImg8bit_trainvaltest.zip", Fakes.zip(photos));
        mine("gtFine_trainvaltest.zip", Fakes.zip(labels));
        Path train = laid("cityscapes").resolve("train");
        assertEquals(
                List.of(
                        "labels/aachen_000000_000019.png", "labels/bochum_000000_000019.png",
                        "photos/aachen_000000_000019.png", "photos/bochum_000000_000019.png"),
                tree(train));
        String spec = "folder:" + train.resolve("labels") + "," + train.resolve("photos");
        assertEquals(2, Datasets.paired(spec).size(16).pairs().size());
    }

    @Test
    void synthiaIsTakenFromTheUsersFolderWhichStays() throws IOException {
        mine("RAND_CITYSCAPES/RGB/0000000.png", Fakes.picture("png", 16, 16, Color.RED, Color.RED));
        mine("RAND_CITYSCAPES/GT/LABELS/0000000.png", new byte[1]);
        assertEquals(List.of("train/0000000.png"), tree(laid("synthia")));
        assertTrue(Files.exists(dir.resolve("mine/RAND_CITYSCAPES/RGB/0000000.png")));
    }

    /** The file is SciPy's: pixel (line i, column j, colour c) of image k is (8 i + 3 j + 50 c + 20 k) mod 256. */
    @Test
    void svhnsMatFileBecomesPicturesInFoldersByDigit() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/data/svhn.mat"))) {
            byte[] mat = in.readAllBytes();
            mine("train_32x32.mat", mat);
            mine("test_32x32.mat", mat);
        }
        Path place = laid("svhn");
        assertEquals(
                List.of("0/000000.png", "0/000004.png", "1/000001.png", "2/000002.png", "9/000003.png"),
                tree(place.resolve("train")));
        BufferedImage third = ImageIO.read(place.resolve("train/9/000003.png").toFile());
        for (int i : new int[] {0, 5, 31}) {
            for (int j : new int[] {0, 17, 30}) {
                int red = (8 * i + 3 * j + 60) % 256, green = (red + 50) % 256, blue = (red + 100) % 256;
                assertEquals(new Color(red, green, blue), new Color(third.getRGB(j, i)), i + ", " + j);
            }
        }
    }

    @Test
    void aMatFileThatIsCutOffIsNamed() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/data/svhn.mat"))) {
            byte[] mat = in.readAllBytes();
            mine("test_32x32.mat", mat);
            for (int length : new int[] {0, 100, 130, 200, mat.length / 2, mat.length - 3}) {
                mine("train_32x32.mat", java.util.Arrays.copyOf(mat, length));
                String message =
                        assertThrows(IOException.class, () -> laid("svhn")).getMessage();
                assertTrue(message.contains("train_32x32.mat is damaged ("), message);
                assertEquals(List.of(), tree(dir.resolve("laid")));
            }
        }
    }

    @Test
    void uspsBecomesGreyPicturesByDigit() throws IOException {
        StringBuilder dense = new StringBuilder("7");
        for (int i = 1; i <= 256; i++) {
            dense.append(' ').append(i).append(':').append(i == 18 ? "1" : i == 256 ? "0" : "-1");
        }
        mine("usps.bz2", Fakes.bz2(dense + " \n10 1:-0.5 2:1\n"));
        mine("usps.t.bz2", Fakes.bz2("1 1:1\n"));
        Path place = laid("usps");
        assertEquals(List.of("test/0/000000.png", "train/6/000000.png", "train/9/000001.png"), tree(place));
        BufferedImage six = ImageIO.read(place.resolve("train/6/000000.png").toFile());
        assertEquals(255, six.getRaster().getSample(1, 1, 0)); // index 18: second line, second column
        assertEquals(128, six.getRaster().getSample(15, 15, 0)); // 127.5, rounded
        assertEquals(0, six.getRaster().getSample(3, 3, 0));
        BufferedImage nine = ImageIO.read(place.resolve("train/9/000001.png").toFile());
        assertEquals(64, nine.getRaster().getSample(0, 0, 0)); // (-0.5 + 1) 127.5 = 63.75
        assertEquals(128, nine.getRaster().getSample(9, 9, 0)); // left out: 0
    }

    @Test
    void mnistBecomesGreyPicturesByDigit() throws IOException {
        byte[] pixels = new byte[2 * 28 * 28];
        pixels[28 * 28 + 2 * 28 + 3] = (byte) 200; // of the second image: line 2, column 3
        mine("train-images-idx3-ubyte.gz", Fakes.idx(0x803, new int[] {2, 28, 28}, pixels));
        mine("train-labels-idx1-ubyte.gz", Fakes.idx(0x801, new int[] {2}, new byte[] {5, 0}));
        mine("t10k-images-idx3-ubyte.gz", Fakes.idx(0x803, new int[] {1, 28, 28}, new byte[28 * 28]));
        mine("t10k-labels-idx1-ubyte.gz", Fakes.idx(0x801, new int[] {1}, new byte[] {9}));
        Path place = laid("mnist");
        assertEquals(List.of("test/9/000000.png", "train/0/000001.png", "train/5/000000.png"), tree(place));
        BufferedImage second = ImageIO.read(place.resolve("train/0/000001.png").toFile());
        assertEquals(200, second.getRaster().getSample(3, 2, 0));

        mine("t10k-labels-idx1-ubyte.gz", Fakes.idx(0x801, new int[] {1}, new byte[] {11}));
        org.ui2i.core.Folders.delete(place);
        Files.delete(dir.resolve("laid/mnist.lock.csv"));
        String message = assertThrows(IOException.class, () -> laid("mnist")).getMessage();
        assertTrue(message.contains("shows the digit 11, not 0 to 9"), message);
    }

    @Test
    void celebaIsSortedByHairSmileAndGlasses() throws IOException {
        Map<String, byte[]> faces = new TreeMap<>();
        for (int i = 1; i <= 4; i++) {
            faces.put("img_align_celeba/00000" + i + ".jpg", jpeg(i));
        }
        mine("img_align_celeba.zip", Fakes.zip(faces));
        mine(
                "list_attr_celeba.txt",
                "4",
                "Black_Hair Blond_Hair Brown_Hair Eyeglasses Smiling",
                "000001.jpg  1 -1 -1 -1  1",
                "000002.jpg -1  1 -1  1 -1", // of the validation faces
                "000003.jpg  1  1 -1 -1 -1", // two colours: of no hair domain
                "000004.jpg -1 -1  1  1  1");
        mine("list_eval_partition.txt", "000001.jpg 0", "000002.jpg 1", "000003.jpg 0", "000004.jpg 2");
        assertEquals(
                List.of(
                        "test/eyeglasses/with/000004.jpg",
                        "test/hair/brown/000004.jpg",
                        "test/smiling/with/000004.jpg",
                        "train/eyeglasses/without/000001.jpg",
                        "train/eyeglasses/without/000003.jpg",
                        "train/hair/black/000001.jpg",
                        "train/smiling/with/000001.jpg",
                        "train/smiling/without/000003.jpg"),
                tree(laid("celeba")));
    }

    @Test
    void animalFacesAreCutOutOfTheUsersImageNet() throws IOException {
        mine("train/n02085620/n02085620_7.JPEG", Fakes.picture("jpg", 80, 40, Color.RED, Color.BLUE));
        mine("train/n02086240/n02086240_12.JPEG", Fakes.picture("jpg", 80, 40, Color.RED, Color.BLUE));
        mine(
                "animalface_coordinates.txt",
                "n02085620/n02085620_7.JPEG 48 8 72 36",
                "n02086240/n02086240_12.JPEG 4 2 30 32",
                "n02086240/n02086240_12.JPEG 50 0 999 40"); // beyond the photograph: what there is of it
        mine("animals_test_class_names.txt", "n02086240");
        Path place = laid("animal-faces");
        assertEquals(
                List.of(
                        "left-out.txt",
                        "source/n02085620/n02085620_7.JPEG_48_8_72_36.jpg",
                        "target/n02086240/n02086240_12.JPEG_4_2_30_32.jpg",
                        "target/n02086240/n02086240_12.JPEG_50_0_999_40.jpg"),
                tree(place));
        BufferedImage face = ImageIO.read(place.resolve("source/n02085620/n02085620_7.JPEG_48_8_72_36.jpg")
                .toFile());
        assertEquals(List.of(24, 28), List.of(face.getWidth(), face.getHeight()));
        Color middle = new Color(face.getRGB(12, 14));
        assertTrue(middle.getBlue() > 240 && middle.getRed() < 15, middle.toString());
        assertEquals(
                1,
                OwnImages.read(place.resolve("source/n02085620"), FolderOptions.of(16))
                        .size());
    }

    @Test
    void aListThatLeadsOutOfImageNetIsRefused() throws IOException {
        mine("train/n02085620/n02085620_7.JPEG", jpeg(1));
        mine("animalface_coordinates.txt", "../../etc/passwd 1 2 3 4");
        mine("animals_test_class_names.txt", "n02086240");
        String message = assertThrows(IllegalArgumentException.class, () -> laid("animal-faces"))
                .getMessage();
        assertTrue(message.contains("names \"../../etc/passwd\", no photograph of ImageNet"), message);
    }

    @Test
    void everyFifthBirdIsATarget() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        StringBuilder images = new StringBuilder(), labels = new StringBuilder();
        for (int k = 1; k <= 6; k++) {
            files.put("nabirds/images/0" + k + "95/abc" + k + ".jpg", jpeg(k));
            images.append("id-")
                    .append(k)
                    .append(" 0")
                    .append(k)
                    .append("95/abc")
                    .append(k)
                    .append(".jpg\n");
            labels.append("id-").append(k).append(' ').append(k * 200 - 5).append('\n');
        }
        files.put("nabirds/images.txt", images.toString().getBytes(StandardCharsets.UTF_8));
        files.put("nabirds/image_class_labels.txt", labels.toString().getBytes(StandardCharsets.UTF_8));
        mine("nabirds.tar.gz", Fakes.tarGz(files));
        Path place = laid("nabirds");
        assertEquals(List.of("995/abc5.jpg"), tree(place.resolve("target")));
        assertEquals(
                5,
                Datasets.fewShot("folder:" + place.resolve("source"))
                        .size(16)
                        .classes()
                        .size());
    }
}

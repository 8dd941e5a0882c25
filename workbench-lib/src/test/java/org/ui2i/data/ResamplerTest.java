package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    /** Hashes of the plain double loop over both directions that this replaced: speed must not change a pixel. */
    @ParameterizedTest
    @CsvSource({
        "3, 500, 375, 256, 3b1f81916663ede83294c3a6ee7fcd237f17dd9d2dfce69c853ee9229df1de96",
        "1, 37, 52, 16, 199b26c72aa27afe36c50f962ab9903f64591f0e84faf87b7e47636d6f2048cb",
        "3, 20, 24, 32, b8901f8b3efea7fd3278063c8ec367e826099ee38c2c95dfce5452aedf281143",
        "3, 64, 64, 64, 1ebd2d808f639da2a6abcf0b2f1ed6e9a5a03ab4aae1350458628429896e2858"
    })
    void pixelsAreThoseOfTheFirstVersion(int channels, int width, int height, int edge, String sha256) {
        byte[] planes = new byte[channels * width * height];
        new Random(5).nextBytes(planes);
        assertEquals(sha256, Sha256.of(Resampler.square(planes, channels, width, height, edge)));
    }

    /** Halved: weights 1/8, 3/8, 3/8, 1/8 around the middle of two pixels; at the border the outer one is missing. */
    @Test
    void aTriangleTwiceAsWideHalves() {
        byte[] columns = new byte[16];
        byte[] line = {0, 80, (byte) 160, (byte) 240};
        for (int i = 0; i < 16; i++) {
            columns[i] = line[i % 4];
        }
        // (3 * 0 + 3 * 80 + 1 * 160) / 7 = 57.1, (1 * 80 + 3 * 160 + 3 * 240) / 7 = 182.9
        assertArrayEquals(new byte[] {57, (byte) 183, 57, (byte) 183}, Resampler.square(columns, 1, 4, 4, 2));
    }
}
